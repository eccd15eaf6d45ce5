"""icalendar_events.py FILE.ics: every VEVENT as Python's icalendar reads it: uid, start, end, summary (see ../README.md).

One process a file: the library remembers the VTIMEZONE of an unknown TZID for the life of the process.
"""
import datetime
import re
import sys

import icalendar


def warn(text):
    print(f"warning\t{text}")


def one_line(text):
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def instant(event, name):
    """The UTC instant of a date-time, or the date of an all-day item."""
    if name not in event:
        warn(f"{name} is missing")
        return ""
    value = event.decoded(name)
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    if value.tzinfo is None:
        warn(f"{name} floats")
        return value.isoformat()
    return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def check(component):
    """The library keeps what it could not read in .errors and goes on; a damaged text shows as odd characters."""
    for name, error in component.errors:
        warn(f"{component.name} {name}: {error}")
    for name, value in component.property_items(recursive=False):
        if isinstance(value, str) and re.search(r"[\x00-\x08\x0b-\x1f\x7f\ufffd]", value):
            warn(f"{name}: a control or replacement character")


def main(path):
    with open(path, "rb") as f:
        calendar = icalendar.Calendar.from_ical(f.read())
    for component in calendar.walk():
        check(component)
    for event in calendar.walk("VEVENT"):
        row = (one_line(event["UID"]), instant(event, "DTSTART"), instant(event, "DTEND"), one_line(event.get("SUMMARY", "")))
        print("\t".join(row))


main(sys.argv[1])
