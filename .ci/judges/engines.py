"""The engines of iTIP: each takes the messages of jobs.json as their reader's client does, and says what is in the calendar."""
import concurrent.futures
import json
import sys
import tempfile

from readers import PYTHON, Reading, output_of, reading, run, script


def engine(*command):
    """An engine that takes a folder and the path of jobs.json, and writes FOLDER/JOB.STEP.tsv after each step of each job."""

    def apply(jobs, names):
        with tempfile.TemporaryDirectory() as out:
            result = run([*command, out, jobs])
            readings = [reading(output_of(out, name + ".tsv"), result) for name in names]
        for later in readings[1:] if result.returncode else ():
            later.complaints = ["the engine has failed, as told with the first"]
        return readings

    return apply


def classifier(program):
    """An engine that is one process a job: it also says what each message is, which must be what it was meant as."""

    def apply(jobs, names):
        with open(jobs, encoding="utf-8") as f:
            jobs = json.load(f)
        found = {}
        for job in jobs:
            arguments = [a for step in job["Steps"] for a in [*(f + ".ics" for f in step["Files"] or ()), "="]]
            result = run([program, job["Address"], *arguments])
            outputs = result.stdout.split(b"=\n")
            for step, output in zip(job["Steps"], outputs, strict=False):
                found[f"{job['Name']}.{step['Name']}"] = without_classes(reading(output, result), step["Means"])
        return [found.get(name, Reading([], ["no answer"])) for name in names]

    return apply


def without_classes(answer, means):
    """The reading without its lines of classes; those that differ from what was meant, if that is told, are complaints."""
    classes = [line.split("\t")[1] for line in answer.rows if line.startswith("class\t")]
    rows = [line for line in answer.rows if not line.startswith("class\t")]
    wrong = [f"the messages are {classes}, not {means}"] if means is not None and classes != means else []
    return Reading(rows, answer.complaints + wrong)


def engines(libical):
    """All engines by name; libical is the path of the compiled libical/itip.c."""
    return {
        "libical": classifier(libical),
        "ical.js": engine("node", script("icaljs", "itip.mjs")),
        "thunderbird": engine(*PYTHON, script("python", "thunderbird_itip.py")),
        "eds": engine(sys.executable, "-B", script("python", "eds_itip.py")),
        "cyrus": engine(*PYTHON, script("python", "cyrus_itip.py")),
    }


def at_once(by_name, jobs, names):
    """What each engine says, two engines at a time: name → a reading for each of the names."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return dict(zip(by_name, pool.map(lambda apply: apply(jobs, names), by_name.values()), strict=True))
