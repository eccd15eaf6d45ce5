"""story.py LIBICAL FOLDER: FOLDER/jobs.json of `story`, applied by every engine; after each step the calendar must have what is wanted.

Where an engine is not right, story/notright.txt says in what and why. It must differ in just that.
"""
import json
import os
import sys

from compare import differences
from engines import engines


def steps_of(folder):
    """(name, messages, wanted rows) of each step of each job."""
    with open(os.path.join(folder, "jobs.json"), encoding="utf-8") as f:
        jobs = json.load(f)
    return [(f"{job['Name']}.{step['Name']}", len(step["Files"] or ()), step["Want"] or []) for job in jobs for step in job["Steps"]]


def judge(name, apply, folder):
    bad = 0
    steps = steps_of(folder)
    readings = apply(os.path.join(folder, "jobs.json"), [step[0] for step in steps])
    for (step, messages, want), reading in zip(steps, readings, strict=True):
        found = differences(want, reading)
        print(f"{name:12} {step:24} {messages:2} messages {len(want):3} events  {'ok' if not found else 'WRONG'}")
        for line in found[-8:]:
            print(f"    {line}")
        bad += bool(found)
    return bad


def main(libical, folder):
    bad = sum(judge(name, apply, folder) for name, apply in engines(libical).items())
    if bad:
        sys.exit(f"{bad} calendars differ")


main(*sys.argv[1:])
