"""story.py LIBICAL: judges the engines of iTIP. Each must make of the messages below the calendars that are written below, and
must find every wrong sequence: the same messages with one fault. LIBICAL is the compiled libical/itip.c.

What an engine is known not to find is in UNNOTICED, with the reason; when it finds it, that is to be removed there.
"""
import email.message
import email.policy
import json
import os
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(1, os.path.join(HERE, ".."))

from compare import differences  # noqa: E402
from engines import at_once, engines  # noqa: E402
from readers import Reading  # noqa: E402

OBJECT = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//selftest//EN
METHOD:{method}
BEGIN:VTIMEZONE
TZID:Asia/Seoul
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0900
TZOFFSETTO:+0900
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:{uid}@selftest.example
DTSTAMP:202605{stamp:02}T120000Z
SEQUENCE:{sequence}
DTSTART;TZID=Asia/Seoul:{date}T{start}
DTEND;TZID=Asia/Seoul:{date}T{end}
{more}SUMMARY:{title}
LOCATION:{place}
STATUS:{status}
ORGANIZER:mailto:host@selftest.example
ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ann@selftest.example
END:VEVENT
END:VCALENDAR
"""


def message(uid, **changes):
    fields = {"method": "REQUEST", "uid": uid, "stamp": 1, "sequence": 0, "date": "20260901", "start": "090000", "end": "100000",
              "title": uid, "place": "R1", "status": "CONFIRMED", "more": ""}
    return fields | changes


def of(date):
    """What makes a message one about the occurrence of a date."""
    return f"RECURRENCE-ID;TZID=Asia/Seoul:{date}T090000\n"


# The messages of two versions of an agenda: a is moved, b has another title, c is cancelled, d is in another room, e is new.
FIRST = [message("a"), message("b"), message("c"), message("d")]
MOVED = message("a", sequence=1, stamp=2, start="110000", end="120000")
TITLED = message("b", stamp=2, title="B")
CANCELLED = message("c", sequence=1, stamp=2, method="CANCEL", status="CANCELLED")
ROOM = message("d", sequence=1, stamp=2, place="R2")
SECOND = [MOVED, TITLED, CANCELLED, ROOM, message("e", stamp=2)]

WANT = [[f"{uid}@selftest.example\t2026-09-01T00:00:00Z\t2026-09-01T01:00:00Z\t{uid}\tR1\tCONFIRMED\t0" for uid in "abcd"], [
    "a@selftest.example\t2026-09-01T02:00:00Z\t2026-09-01T03:00:00Z\ta\tR1\tCONFIRMED\t1",
    "b@selftest.example\t2026-09-01T00:00:00Z\t2026-09-01T01:00:00Z\tB\tR1\tCONFIRMED\t0",
    "d@selftest.example\t2026-09-01T00:00:00Z\t2026-09-01T01:00:00Z\td\tR2\tCONFIRMED\t1",
    "e@selftest.example\t2026-09-01T00:00:00Z\t2026-09-01T01:00:00Z\te\tR1\tCONFIRMED\t0",
]]
MEANS = [["new"] * 4, ["reschedule", "update", "cancel", "update", "new"]]

# A weekly series, of which one occurrence is moved and one is left out. SEQUENCE is not compared.
SERIES = [message("s", more="RRULE:FREQ=WEEKLY;COUNT=4\n")]
OCCURRENCE = message("s", sequence=1, stamp=2, date="20260909", start="110000", end="120000", more=of("20260908"))
LEFT_OUT = message("s", sequence=1, stamp=2, date="20260915", more=of("20260915"), method="CANCEL", status="CANCELLED")
CHANGES = [OCCURRENCE, LEFT_OUT]
SERIES_WANT = [[f"s@selftest.example\t2026-09-{day}T00:00:00Z\t2026-09-{day}T01:00:00Z\ts\tR1\tCONFIRMED" for day in ("01", "08", "15", "22")], [
    "s@selftest.example\t2026-09-01T00:00:00Z\t2026-09-01T01:00:00Z\ts\tR1\tCONFIRMED",
    "s@selftest.example\t2026-09-09T02:00:00Z\t2026-09-09T03:00:00Z\ts\tR1\tCONFIRMED",
    "s@selftest.example\t2026-09-22T00:00:00Z\t2026-09-22T01:00:00Z\ts\tR1\tCONFIRMED",
]]


def changed(which, **changes):
    """The second version with another one of its messages."""
    return FIRST, [m | changes if m is which else m for m in SECOND]


def without(which):
    return FIRST, [m for m in SECOND if m is not which]


def changed_series(which, **changes):
    return SERIES, [m | changes if m is which else m for m in CHANGES]


WRONG = {
    "new-one-missing": (FIRST, SECOND[:-1]),
    "change-missing": without(MOVED),
    "change-of-title-missing": without(TITLED),
    "change-of-place-missing": without(ROOM),
    "cancel-missing": without(CANCELLED),
    "cancel-of-another": changed(CANCELLED, uid="x"),
    "change-of-another": changed(MOVED, uid="x"),
    "an-hour-late": changed(MOVED, start="120000", end="130000"),
    "another-end": changed(MOVED, end="123000"),
    "another-title": changed(TITLED, title="C"),
    "another-place": changed(ROOM, place="R3"),
    "same-sequence-and-time": changed(MOVED, sequence=0, stamp=1),
    "higher-sequence-than-meant": changed(MOVED, sequence=2),
    "lower-sequence": ([m | {"sequence": 1} if m["uid"] == "a" else m for m in FIRST], changed(MOVED, sequence=0)[1]),
    "older-stamp": ([m | {"stamp": 3} if m["uid"] == "b" else m for m in FIRST], SECOND),
    "cancel-with-lower-sequence": ([m | {"sequence": 2} if m["uid"] == "c" else m for m in FIRST], SECOND),
    "changes-come-first": (SECOND, FIRST),
    "cancel-by-request": changed(CANCELLED, method="REQUEST"),
    "cancel-of-what-changes": changed(MOVED, method="CANCEL", status="CANCELLED"),
    "published": changed(MOVED, method="PUBLISH"),
    "answered": changed(MOVED, method="REPLY"),
    "series-unchanged": (SERIES, [LEFT_OUT]),
    "series-nothing-left-out": (SERIES, [OCCURRENCE]),
    "series-another-moved": changed_series(OCCURRENCE, more=of("20260922")),
    "series-another-left-out": changed_series(LEFT_OUT, more=of("20260922")),
    "series-moved-elsewhere": changed_series(OCCURRENCE, start="120000", end="130000"),
    "series-all-moved": changed_series(OCCURRENCE, more=""),
    "series-all-cancelled": changed_series(LEFT_OUT, more=""),
    "series-of-another": changed_series(OCCURRENCE, uid="x"),
    "series-more": ([m | {"more": "RRULE:FREQ=WEEKLY;COUNT=5\n"} for m in SERIES], CHANGES),
    "series-lower-sequence": ([m | {"sequence": 2} for m in SERIES], CHANGES),
    "series-begins-anew": (SERIES, [*CHANGES, SERIES[0] | {"sequence": 2, "stamp": 3}]),
}
RIGHT = {"good": (FIRST, SECOND), "series-good": (SERIES, CHANGES)}
NAMES = [*RIGHT, *WRONG]

# The engine and the sequence → why it is not found.
UNNOTICED = {
    ("thunderbird", "cancel-with-lower-sequence"): "it deletes without a look at SEQUENCE",
    ("thunderbird", "published"): "it takes a PUBLISH as an update, and only logs that there are attendees",
    ("eds", "older-stamp"): "it compares neither SEQUENCE nor DTSTAMP: what comes last counts",
    ("eds", "cancel-with-lower-sequence"): "as before",
    ("eds", "published"): "PUBLISH, REQUEST and REPLY are one to it",
    ("eds", "answered"): "as before",
    ("eds", "series-lower-sequence"): "it compares neither SEQUENCE nor DTSTAMP",
    ("cyrus", "older-stamp"): "it compares SEQUENCE alone",
    ("cyrus", "cancel-with-lower-sequence"): "it cancels without a look at SEQUENCE",
    ("cyrus", "series-lower-sequence"): "it compares an occurrence with what it has of that occurrence, not with its series",
}


def mail(fields, text):
    """The mail around a calendar object, by Python's email package."""
    m = email.message.EmailMessage(policy=email.policy.SMTP)
    m["From"], m["To"], m["Subject"], m["MIME-Version"] = "host@selftest.example", "ann@selftest.example", fields["title"], "1.0"
    m.set_content("An invitation.\n")
    m.add_alternative(text.encode(), maintype="text", subtype="calendar", params={"method": fields["method"], "charset": "UTF-8"})
    return m.as_bytes()


def write_step(folder, name, messages):
    """The files of a version, and their names without extension."""
    paths = []
    for i, fields in enumerate(messages):
        paths.append(os.path.join(folder, f"{name}-{i}"))
        text = OBJECT.format(**fields).replace("\n", "\r\n")
        for extension, content in {".ics": text.encode(), ".eml": mail(fields, text)}.items():
            with open(paths[-1] + extension, "wb") as f:
                f.write(content)
    return paths


def is_series(name):
    return name.startswith("series")


def write_jobs(folder):
    jobs = []
    for name, versions in {**RIGHT, **WRONG}.items():
        steps = [{"Name": str(i), "Files": write_step(folder, f"{name}.{i}", version), "Means": None if is_series(name) else MEANS[i]}
                 for i, version in enumerate(versions)]
        jobs.append({"Name": name, "Address": "ann@selftest.example", "Steps": steps})
    path = os.path.join(folder, "jobs.json")
    with open(path, "w", encoding="utf-8") as f:
        json.dump(jobs, f)
    return path


def compare(name, version, reading):
    if not is_series(name):
        return differences(WANT[version], reading)
    return differences(SERIES_WANT[version], Reading([row.rsplit("\t", 1)[0] for row in reading.rows], reading.complaints))


def verdicts(readings):
    """What an engine finds wrong: name of the sequence → differences after the second version, and complaints."""
    found = {}
    for name, first, last in zip(NAMES, readings[::2], readings[1::2], strict=True):
        last.complaints[:0] = first.complaints
        found[name] = compare(name, 1, last) + (compare(name, 0, first) if name in RIGHT else [])
    return found


def failures(engine, found):
    yield from (f"{name} refused: {line}" for name in RIGHT for line in found[name])
    for name in WRONG:
        why = UNNOTICED.get((engine, name))
        if bool(why) == bool(found[name]):
            yield f"{name}: " + ("found, though it is in UNNOTICED" if why else "not found")


def main(libical):
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        answers = at_once(engines(libical), write_jobs(folder), [f"{name}.{i}" for name in NAMES for i in (0, 1)])
    for engine, readings in answers.items():
        lines = list(failures(engine, verdicts(readings)))
        unnoticed = [name for e, name in UNNOTICED if e == engine]
        print(f"{engine:12} {len(RIGHT)} right sequences and {len(WRONG)} wrong ones, {len(unnoticed)} not noticed: {'ok' if not lines else 'WRONG'}")
        print("".join(f"    {line}\n" for line in lines), end="")
        bad += len(lines)
    if bad:
        sys.exit(f"{bad} wrong verdicts")


main(*sys.argv[1:])
