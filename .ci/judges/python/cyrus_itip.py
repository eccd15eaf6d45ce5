"""cyrus_itip.py OUT JOBS.json: the calendars of the readers in JOBS, kept by a Cyrus server that takes the mails (see ../README.md).

The mails are delivered; the server finds the calendar object in each and applies it. The calendar is read over CalDAV.
"""
import datetime
import json
import os
import sys

import icalendar

from cyrus import cyrus

DONE = ("added", "updated")


def one_line(value):
    return str(value or "").replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def instant(value):
    return value.dt.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def rows(resources):
    for text in resources.values():
        calendar = icalendar.Calendar.from_ical(text)
        if "METHOD" in calendar:
            yield "warning\tthe resource has a METHOD"
        for e in calendar.walk("VEVENT"):
            texts = [e.get(name) for name in ("SUMMARY", "LOCATION", "STATUS")] + [str(e.get("SEQUENCE", 0))]
            yield "\t".join([one_line(e["UID"]), instant(e["DTSTART"]), instant(e["DTEND"]), *map(one_line, texts)])


def deliver(server, user, path):
    with open(path + ".eml", "rb") as f:
        outcome = server.deliver(user, f.read())
    return [] if outcome in DONE else [f"warning\t{os.path.basename(path)}.eml: {one_line(outcome)}"]


def main(out, jobs):
    with open(jobs, encoding="utf-8") as f:
        jobs = json.load(f)
    with cyrus(sorted({job["Address"].partition("@")[2] for job in jobs})) as server:
        for job in jobs:
            user = job["Address"].partition("@")[0]
            server.add(user)
            for step in job["Steps"]:
                lines = [line for path in step["Files"] or () for line in deliver(server, user, path)]
                lines += rows(server.calendar(user))
                with open(os.path.join(out, f"{job['Name']}.{step['Name']}.tsv"), "w", encoding="utf-8") as f:
                    f.writelines(line + "\n" for line in lines)


main(*sys.argv[1:])
