"""sweeps.py ZONES FOLDER: judges FOLDER/NAME.ics by FOLDER/NAME.questions for each line of sweeps.tsv.

ZONES is the compiled libical/zones.c. Every zone name must have a VTIMEZONE, unless its clock shows UTC at all times and it is
listed in FOLDER/NAME.none; every question must have been asked; no answer may be wrong, but those of known_fault.
"""
import collections
import os
import re
import subprocess
import sys

from questions import HERE, sweeps

ICALJS = os.path.join(HERE, "..", "icaljs", "zones.mjs")
READERS = ("libical", "ical.js")


def known_fault(reader, row):
    """ical.js drops the seconds of an offset: Monrovia's clock was 0:44:30 behind UTC until 1972-01-07."""
    zone, _, _, want, got = row
    return reader == "ical.js" and zone == "Africa/Monrovia" and (want, got) == ("-2670", "-2640")


def command(reader, zones, calendar, asked):
    """The command line that asks a reader the questions of a file about a calendar."""
    return [*([zones] if reader == "libical" else ["node", ICALJS]), calendar, asked]


def run(args):
    result = subprocess.run(args, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600, check=False)
    faults = [f"exit code {result.returncode}"] if result.returncode else []
    return result.stdout.splitlines(), faults + result.stderr.splitlines()


def read_questions(path):
    """How many questions there are for each zone and direction, and the offsets that each zone has."""
    counts, offsets = collections.Counter(), collections.defaultdict(set)
    with open(path, encoding="utf-8") as f:
        for line in f:
            zone, direction, _, offset = line.rstrip("\n").split("\t")
            counts[zone, direction] += 1
            offsets[zone].add(int(offset))
    return counts, offsets


def read_names(path):
    with open(path, encoding="utf-8") as f:
        return set(f.read().split())


def judge(reader, args, none, counts):
    """One line for the log and the faults that one reader finds."""
    lines, faults = run(args)
    rows = collections.defaultdict(list)
    for line in lines:
        kind, *row = line.split("\t")
        rows[kind].append(row)
    wrong = [row for row in rows["wrong"] if not known_fault(reader, row)]
    missing = {row[0] for row in rows["missing"]}
    directions = ("u", "l") if reader == "libical" else ("l",)
    want = [sum(n for (zone, d), n in counts.items() if d == each and zone not in none) * (each in directions) for each in "ul"]
    asked = [int(n) for n in rows["asked"][0]] if rows["asked"] else [0, 0]
    faults += ["wrong: " + " ".join(row) for row in wrong] + ["warning: " + " ".join(row) for row in rows["warning"]]
    faults += [f"no VTIMEZONE for {zone}" for zone in sorted(missing - none)]
    if asked != want:
        faults.append(f"asked {asked}, there are {want} questions")
    known = len(rows["wrong"]) - len(wrong)
    note = f", {known} wrong by its own known fault" if known else ""
    return f"{reader}: u {asked[0]}, l {asked[1]}, wrong {len(wrong)}{note}", faults


def form_faults(path, form):
    """The client form has only what every known reader understands."""
    with open(path, encoding="utf-8", newline="") as f:
        text = f.read().replace("\r\n ", "")
    faults = [] if form != "client" else sorted(set(re.findall(r"(?m)^RDATE|UNTIL|BYMONTHDAY", text)))
    return [f"the {form} form has {word}" for word in faults]


def check(sweep, form, zones, folder):
    """Prints the verdicts of one sweep; returns the number of faults."""
    path = os.path.join(folder, sweep)
    counts, offsets = read_questions(path + ".questions")
    none = read_names(path + ".none")
    faults = form_faults(path + ".ics", form)
    faults += [f"{zone} has no VTIMEZONE, but its clock is not UTC's" for zone in none if offsets[zone] != {0}]
    verdicts = []
    for reader in READERS:
        verdict, found = judge(reader, command(reader, zones, path + ".ics", path + ".questions"), none, counts)
        verdicts.append(verdict)
        faults += [f"{reader}: {fault}" for fault in found]
    print(f"{sweep}, {len(offsets) - len(none)} VTIMEZONEs ({len(none)} names in UTC): {'; '.join(verdicts)}")
    print("".join(f"    {fault}\n" for fault in faults[:40]), end="")
    return len(faults)


def main(zones, folder):
    faults = sum(check(sweep, form, zones, folder) for sweep, form, _, _ in sweeps())
    if faults:
        sys.exit(f"{faults} faults")


if __name__ == "__main__":
    main(*sys.argv[1:])
