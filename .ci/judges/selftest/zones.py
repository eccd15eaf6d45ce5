"""zones.py TZIF-FOLDER ZONES: judges the readers of VTIMEZONEs. Each must give the true answers for the zones of good.ics
and must give a wrong one for each fault. ZONES is the compiled libical/zones.c.
"""
import os
import sys
import tempfile

from faults import GOOD, WRONG, good

sys.path[1:1] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "zones")]

import truth  # noqa: E402
from questions import questions  # noqa: E402
from sweeps import READERS, command, judge, read_questions  # noqa: E402

# The time for which good.ics has each zone right.
WINDOWS = {
    "America/Santiago": ("2025-01-01", "2027-01-01"),
    "Asia/Seoul": ("2000-01-01", "2087-01-01"),
    "Africa/Cairo": ("2023-11-01", "2087-01-01"),
}
FAULTS = ("santiago-a-week-late", "seoul-at-0930", "cairo-without-november")


def write_questions(tzif, path):
    with open(path, "w", encoding="utf-8") as f:
        for zone, (start, end) in WINDOWS.items():
            clock = truth.Clock(os.path.join(tzif, zone))
            f.writelines(f"{zone}\t{line}\n" for line in questions(clock, truth.seconds(start), truth.seconds(end)))


def failures(reader, zones, folder, asked):
    """What a reader says wrongly of good.ics, and the faults that it does not find."""
    counts, _ = read_questions(asked)
    for name in ("good", *FAULTS):
        path = os.path.join(folder, "wrong.ics")
        with open(path, "wb") as f:
            f.write(WRONG[name](good()) if name in WRONG else good())
        _, found = judge(reader, command(reader, zones, path, asked), set(), counts)
        if name == "good":
            yield from (f"good.ics refused: {line}" for line in found)
        elif not any(line.startswith("wrong: ") for line in found):
            yield f"{name} not found"


def main(tzif, zones):
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        asked = os.path.join(folder, "asked.questions")
        write_questions(tzif, asked)
        for reader in READERS:
            lines = list(failures(reader, zones, folder, asked))
            print(f"{reader:12} {len(WINDOWS)} good and {len(FAULTS)} wrong VTIMEZONEs: {'ok' if not lines else 'WRONG'}")
            print("".join(f"    {line}\n" for line in lines), end="")
            bad += len(lines)
    if bad:
        sys.exit(f"{bad} wrong verdicts")


main(*sys.argv[1:])
