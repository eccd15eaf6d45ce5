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
from readers import PYTHON, reading, run, script


def answered(jobs):
    """What is answered, as rows of `replies`: every answer, and what counts in the end."""
    rows, last = [], {}
    for job in jobs:
        if not any(any(step["Answers"] or ()) for step in job["Steps"]):
            continue
        for step in job["Steps"]:
            want = {row.split("\t")[0]: row.split("\t")[-1] for row in step["Want"] or ()}
            for uid, answer in zip(step["UIDs"] or (), step["Answers"] or (), strict=True):
                if answer:
                    rows.append("\t".join([job["Address"], uid, want[uid], answer, "applied"]))
                    last[job["Address"], uid] = answer
        last = {key: answer for key, answer in last.items() if key[0] != job["Address"] or key[1] in want}
    return rows + ["\t".join(["list", *key, answer]) for key, answer in last.items()]


def write_mails(program, jobs, folder):
    """Writes the mails that a program sends; complaints."""
    with tempfile.TemporaryDirectory() as out:
        result = run([*PYTHON, script("python", program), out, jobs, folder])
    said = result.stderr.decode("utf-8", "replace").splitlines()
    return [*said, f"exit code {result.returncode}"] if result.returncode else said


def judge(program, replies, folder):
    """The numbers of mails and of wanted rows, and what is wrong."""
    with tempfile.TemporaryDirectory() as mails:
        complaints = write_mails(program, os.path.join(folder, "jobs.json"), mails)
        result = run([replies, mails, *sorted(glob.glob(os.path.join(folder, "redgealc", "*.ics")))])
        read = reading(result.stdout, result)
        read.complaints[:0] = complaints
        with open(os.path.join(folder, "jobs.json"), encoding="utf-8") as f:
            want = answered(json.load(f))
        return len(os.listdir(mails)), len(want), differences(want, read)


def main(replies, folder):
    programs = {"thunderbird": "thunderbird_itip.py", "cyrus": "cyrus_itip.py"}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda program: judge(program, replies, folder), programs.values()))
    bad = 0
    for name, (mails, rows, found) in zip(programs, answers, strict=True):
        print(f"{name:12} {mails:3} mails with answers {rows:4} rows  {'ok' if not found else 'WRONG'}")
        print("".join(f"    {line}\n" for line in found[-30:]), end="")
        bad += bool(found)
    if bad or not answers[0][1]:
        sys.exit("the answers are not what is read")


main(*sys.argv[1:])
