"""cyrus_itip.py OUT JOBS.json [REPLIES]: the calendars of the readers in JOBS, kept by a Cyrus server that takes the mails (see ../README.md).

The mails are delivered; the server finds the calendar object in each and applies it. The calendar is read over CalDAV, with its
series expanded by the server; what is cancelled stays there, marked so. Where JOBS has answers, they are put there as a client
does; the mails that the server sends of them go into the folder REPLIES, and a row has the PARTSTAT of the reader too.
"""
import datetime
import json
import os
import re
import sys

import icalendar

from cyrus import EXPAND, cyrus

DONE = ("added", "updated")


def one_line(value):
    return str(value or "").replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def instant(value):
    return value.dt.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def rows(resources, with_answer=False):
    for text in resources.values():
        calendar = icalendar.Calendar.from_ical(text)
        if "METHOD" in calendar:
            yield "warning\tthe resource has a METHOD"
        for e in calendar.walk("VEVENT"):
            if e.get("STATUS") == "CANCELLED":
                continue
            texts = [e.get(name) for name in ("SUMMARY", "LOCATION", "STATUS")] + [str(e.get("SEQUENCE", 0))]
            texts += [e["ATTENDEE"].params["PARTSTAT"]] if with_answer else []
            yield "\t".join([one_line(e["UID"]), instant(e["DTSTART"]), instant(e["DTEND"]), *map(one_line, texts)])


def deliver(server, user, path):
    with open(path + ".eml", "rb") as f:
        outcome = server.deliver(user, f.read())
    return [] if outcome in DONE else [f"warning\t{os.path.basename(path)}.eml: {one_line(outcome)}"]


def answer(server, user, sent, partstat):
    """Writes an answer into the reader's copy of an event, or of an occurrence."""
    for path, text in server.calendar(user).items():
        lines = text.replace("\n ", "").splitlines()  # XML has made LF of CR LF
        if f"UID:{sent['UID']}" not in lines:
            continue
        events = "\n".join(lines).split("BEGIN:VEVENT\n")
        for i, event in enumerate(events):
            occurrence = re.search("^RECURRENCE-ID[^:]*:(.*)$", event, re.MULTILINE)
            if i > 0 and (occurrence[1] if occurrence else "") == sent["Recurrence"]:
                event = re.sub("PARTSTAT=[A-Z-]+", "PARTSTAT=" + partstat, event)
            # Cyrus 3.6.1 puts the old TRANSP beside the new one when it updates an event, and refuses such an event itself.
            events[i] = re.sub("^(TRANSP:.*\n)((?:.*\n)*)\\1", r"\1\2", event, flags=re.MULTILINE)
        server.request(user, "PUT", path, "BEGIN:VEVENT\n".join(events).replace("\n", "\r\n") + "\r\n", "text/calendar")


def take(server, user, step, replies):
    """Takes the messages of a step and keeps the answers under the name that replies begins; complaints."""
    lines = []
    for i, path in enumerate(step["Files"] or ()):
        lines += deliver(server, user, path)
        if replies and step["Answers"][i]:
            answer(server, user, step["Sent"][i], step["Answers"][i])
            while server.sent:
                with open(f"{replies}-{i}-{len(server.sent)}.eml", "wb") as f:
                    f.write(server.sent.pop())
    return lines


def main(out, jobs, replies=None):
    with open(jobs, encoding="utf-8") as f:
        jobs = json.load(f)
    if replies:  # the organizer is somewhere else: what is for a local one would not be mailed
        jobs = [job for job in jobs if any(any(step["Answers"] or ()) for step in job["Steps"])]
    with cyrus(sorted({job["Address"].partition("@")[2] for job in jobs})) as server:
        for job in jobs:
            user = job["Address"].partition("@")[0]
            server.add(user)
            for step in job["Steps"]:
                name = f"{job['Name']}.{step['Name']}"
                lines = take(server, user, step, replies and os.path.join(replies, name))
                lines += rows(server.calendar(user, EXPAND), bool(replies))
                with open(os.path.join(out, name + ".tsv"), "w", encoding="utf-8") as f:
                    f.writelines(line + "\n" for line in lines)


main(*sys.argv[1:])
