"""replies.py REPLIES FOLDER: FOLDER/jobs.json of `story`, answered in Thunderbird and on a Cyrus server. What ical.ReadReply makes
of the mails that these send must be what was answered. REPLIES is the compiled `replies`.
"""
import concurrent.futures
import glob
import json
import os
import sys
import tempfile

from compare import differences
from readers import PYTHON, output_of, reading, run, script

STORIES = ("redgealc", "webinar")
SERIES = "webinar"


def answered(jobs):
    """What is answered, as rows of `replies`: every answer, and what counts in the end of events that still take place."""
    rows, last = [], {}
    for job in jobs:
        for step in job["Steps"]:
            there = {row.split("\t")[0] for row in step["Want"] or ()}
            for sent, answer in zip(step["Sent"] or (), step["Answers"] or (), strict=True):
                if answer:
                    rows.append("\t".join([job["Address"], sent["UID"], sent["Recurrence"], str(sent["Sequence"]), answer, "applied"]))
                    last[job["Address"], sent["UID"], sent["Recurrence"]] = answer
        last = {key: answer for key, answer in last.items() if key[0] != job["Address"] or key[1] in there}
    return rows + ["\t".join(["list", *key, answer]) for key, answer in last.items()]


def write_mails(program, path, jobs, folder):
    """Writes the mails that a program sends; complaints. Where it tells what is in the calendars, the answers in these too."""
    with tempfile.TemporaryDirectory() as out:
        result = run([*PYTHON, script("python", program), out, path, folder])
        wrong = [line for job in jobs for step in job["Steps"] if step["Partstats"] for line in partstats(out, job, step)]
    said = result.stderr.decode("utf-8", "replace").splitlines()
    return [*wrong, *said, f"exit code {result.returncode}"] if result.returncode else wrong + said


def partstats(out, job, step):
    """The answers in a calendar that are not what was said last."""
    name = f"{job['Name']}.{step['Name']}"
    rows = [row.split("\t") for row in output_of(out, name + ".tsv").decode().splitlines()]
    there = {row[0]: row[7] for row in rows if len(row) == 8}
    for row, want in zip(step["Want"], step["Partstats"], strict=True):
        uid = row.split("\t")[0]
        if there and there.get(uid) != want:
            yield f"{name} {uid}: the calendar has {there.get(uid)}, not {want}"


def judge(program, replies, folder):
    """For each story the name, the numbers of mails and of wanted rows, and what is wrong."""
    with open(os.path.join(folder, "jobs.json"), encoding="utf-8") as f:
        jobs = json.load(f)
    with tempfile.TemporaryDirectory() as mails:
        complaints = write_mails(program, os.path.join(folder, "jobs.json"), jobs, mails)
        for story in STORIES:
            result = run([replies, mails, *sorted(glob.glob(os.path.join(folder, story, "*.ics")))])
            read = reading(result.stdout, result)
            read.complaints[:0] = complaints
            want = answered([job for job in jobs if job["Name"].startswith(story)])
            if story == SERIES:  # a program sends again what it has said of other occurrences; the list is that of the last answers
                read.rows = [row for row in read.rows if not row.startswith("list\t") and not row.endswith("\tduplicate")]
                want = [row for row in want if not row.startswith("list\t")]
            yield story, len(glob.glob(os.path.join(mails, story + "-*"))), len(want), differences(want, read)


def main(replies, folder):
    programs = {"thunderbird": "thunderbird_itip.py", "cyrus": "cyrus_itip.py"}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda program: list(judge(program, replies, folder)), programs.values()))
    bad = 0
    for name, stories in zip(programs, answers, strict=True):
        for story, mails, rows, found in stories:
            print(f"{name:12} {story:10} {mails:3} mails with answers {rows:4} rows  {'ok' if not found and rows else 'WRONG'}")
            print("".join(f"    {line}\n" for line in found[-30:]), end="")
            bad += bool(found) or not rows
    if bad:
        sys.exit("the answers are not what is read")


main(*sys.argv[1:])
