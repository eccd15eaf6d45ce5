"""series.py LIBICAL: judges the readers of recurrences. Each must read series.ics, written by hand, as series.tsv, written by
hand, and must find every wrong file: series.ics with one fault. LIBICAL is the compiled libical/series.c.
"""
import os
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(1, os.path.join(HERE, ".."))

from compare import judge  # noqa: E402
from readers import series_readers  # noqa: E402

WRONG = {
    "changes-a-week-late": ("BYMONTH=3;BYDAY=2SU", "BYMONTH=3;BYDAY=3SU"),
    "no-vtimezone": ("TZID:Asia/Seoul", "TZID:Asia/Busan"),
    "one-more": ("COUNT=5", "COUNT=6"),
    "one-less": ("COUNT=5", "COUNT=3"),
    "every-second": ("FREQ=WEEKLY;COUNT=5", "FREQ=WEEKLY;INTERVAL=2;COUNT=5"),
    "nothing-left-out": ("EXDATE;TZID=America/New_York:20260317T100000\n", ""),
    "another-left-out": ("EXDATE;TZID=America/New_York:20260317T100000", "EXDATE;TZID=America/New_York:20260310T100000"),
    "nothing-added": ("RDATE;TZID=America/New_York:20260402T090000\n", ""),
    "another-moved": ("RECURRENCE-ID;TZID=America/New_York:20260324T100000", "RECURRENCE-ID;TZID=America/New_York:20260310T100000"),
    "moved-elsewhere": ("20260325T130000", "20260325T120000"),
    "moved-with-another-end": ("20260325T143000", "20260325T150000"),
    "moved-of-another-series": ("UID:weekly@selftest\nDTSTAMP:20260101T000000Z\nSUMMARY:moved",
                                "UID:another@selftest\nDTSTAMP:20260101T000000Z\nSUMMARY:moved"),
    "not-cancelled": ("STATUS:CANCELLED\n", ""),
    "until-a-second-before": ("UNTIL=20260305T003000Z", "UNTIL=20260305T002959Z"),
    "another-length": ("DTEND;TZID=Asia/Seoul:20260303T100000", "DTEND;TZID=Asia/Seoul:20260303T103000"),
    "last-days": ("BYMONTHDAY=-2", "BYMONTHDAY=-1"),
    "no-day-left-out": ("EXDATE;VALUE=DATE:20260429\n", ""),
    "judged-too-short": ("X-JUDGE-BEFORE:20270101T000000Z", "X-JUDGE-BEFORE:20260601T000000Z"),
    "judged-for-no-time": ("X-JUDGE-BEFORE:20270101T000000Z\n", ""),
}


def write_files(folder):
    """series.ics and every wrong file: name → path."""
    with open(os.path.join(HERE, "series.ics"), "rb") as f:
        good = f.read().decode().replace("\r\n", "\n")
    files = {}
    for name, (old, new) in {"good": ("", ""), **WRONG}.items():
        if old not in good:
            raise ValueError(f"series.ics has no {old!r}")
        files[name] = os.path.join(folder, name + ".ics")
        with open(files[name], "wb") as f:
            f.write(good.replace(old, new, 1).replace("\n", "\r\n").encode())
    return files


def failures(said):
    yield from (f"series.ics refused: {line}" for line in said["good"])
    yield from (f"{name}.ics not found" for name in WRONG if not said[name])


def main(libical):
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        files = write_files(folder)
        for name, read in series_readers(libical).items():
            jobs = [(path, os.path.join(HERE, "series.tsv")) for path in files.values()]
            said = dict(zip(files, (found for _, found in judge(read, jobs)), strict=True))
            lines = list(failures(said))
            print(f"{name:12} series.ics and {len(WRONG)} wrong files: {'ok' if not lines else 'WRONG'}")
            print("".join(f"    {line}\n" for line in lines), end="")
            bad += len(lines)
    if bad:
        sys.exit(f"{bad} wrong verdicts")


main(*sys.argv[1:])
