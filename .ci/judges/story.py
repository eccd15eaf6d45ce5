"""story.py LIBICAL FOLDER: FOLDER/jobs.json of `story`, applied by every engine; after each version of a story each reader's
calendar must have what is wanted. LIBICAL is the compiled libical/itip.c.
"""
import json
import os
import sys

from compare import differences
from engines import at_once, engines


def steps_of(folder):
    """(name, messages, wanted rows) of each step of each job."""
    with open(os.path.join(folder, "jobs.json"), encoding="utf-8") as f:
        jobs = json.load(f)
    return [(f"{job['Name']}.{step['Name']}", len(step["Files"] or ()), step["Want"] or []) for job in jobs for step in job["Steps"]]


def has_sequence(row):
    """Whether a row has all seven cells. Of series, of which no SEQUENCE is wanted, they have six."""
    return row.count("\t") == 6


def report(engine, steps, readings):
    """Prints a line a calendar, and what is wrong; returns how many are."""
    bad = 0
    for (name, messages, want), reading in zip(steps, readings, strict=True):
        if not any(has_sequence(row) for row in want):
            reading.rows = [row.rsplit("\t", 1)[0] if has_sequence(row) else row for row in reading.rows]
        found = differences(want, reading)
        print(f"{engine:12} {name:24} {messages:2} messages {len(want):3} events  {'ok' if not found else 'WRONG'}")
        for line in found[-12:]:
            print(f"    {line}")
        bad += bool(found)
    return bad


def main(libical, folder):
    steps = steps_of(folder)
    if not steps:
        sys.exit(f"no jobs in {folder}")
    answers = at_once(engines(libical), os.path.join(folder, "jobs.json"), [name for name, _, _ in steps])
    bad = sum(report(engine, steps, readings) for engine, readings in answers.items())
    if bad:
        sys.exit(f"{bad} calendars differ")


main(*sys.argv[1:])
