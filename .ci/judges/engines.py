"""The engines of iTIP: each takes the messages of jobs.json as their reader's client does, and says what is in the calendar."""
import os
import subprocess
import sys
import tempfile

from readers import PYTHON, Reading, output_of, reading, run, script


def engine(*command):
    """An engine that takes a folder and the path of jobs.json, and writes FOLDER/JOB.STEP.tsv after each step of each job."""

    def apply(jobs, names):
        with tempfile.TemporaryDirectory() as out:
            result = run([*command, out, jobs])
            return [reading(output_of(out, name + ".tsv"), result) for name in names]

    return apply


def engines(libical):
    """All engines by name; libical is the path of the compiled libical/itip.c."""
    return {
        "ical.js": engine("node", script("icaljs", "itip.mjs")),
        "thunderbird": engine(*PYTHON, script("python", "thunderbird_itip.py")),
        "eds": engine(sys.executable, "-B", script("python", "eds_itip.py")),
    }
