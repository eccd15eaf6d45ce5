"""series.py LIBICAL IMPORTED FOLDER: judges every FOLDER/NAME.ics of `series` by FOLDER/NAME.tsv, with both readers of
recurrences, and then with our own import, which is no judge but must see the same.

Where a reader is not right, series/notright.txt says in what and why. It must differ in just that.
"""
import glob
import os
import sys

from compare import expected_rows, judge
from readers import each, series_readers, script


def not_right():
    """(reader, name) → what it gives instead, from blocks "reader name", "because: …", then the differences."""
    found = {}
    with open(script("series", "notright.txt"), encoding="utf-8") as f:
        text = "".join(line for line in f if not line.startswith("#"))
    for block in text.strip().split("\n\n"):
        (heads, because), lines = block.split("\n")[:2], block.split("\n")[2:]
        if not because.startswith("because: ") or not lines:
            raise ValueError(f"no reason or no difference: {block}")
        *readers, name = heads.split()
        found |= {(reader, name): lines for reader in readers}
    return found


def short(lines):
    """Differences without the UID, and complaints without their words, which have paths in them."""
    rows = []
    for line in lines:
        kind, _, row = line.partition(": ")
        rows.append(kind if kind == "complaint" else f"{kind}: {' '.join(row.split(chr(9))[1:3])}")
    return [row for i, row in enumerate(rows) if row != "complaint" or row not in rows[:i]]


def report(reader, jobs, results, excused):
    """Prints a line a file, and what is wrong; returns how many are."""
    bad = 0
    for (_, tsv), (ics, found) in zip(jobs, results, strict=True):
        name = os.path.basename(ics).removesuffix(".ics")
        want = excused.pop((reader, name), [])
        good = short(found) == want
        verdict = "WRONG" if not good else "not right, as written down" if want else "ok"
        print(f"{reader:12} {name:36} {len(expected_rows(tsv)):4} occurrences  {verdict}")
        for line in [] if good else [f"want {line}" for line in want] + found[:40]:
            print(f"    {line}")
        bad += not good
    return bad


def main(libical, imported, folder):
    jobs = [(ics, ics.removesuffix(".ics") + ".tsv") for ics in sorted(glob.glob(os.path.join(folder, "*.ics")))]
    if not jobs:
        sys.exit(f"no .ics in {folder}")
    excused = not_right()
    readers = {**series_readers(libical), "ical.Import": each(imported)}
    bad = sum(report(name, jobs, list(judge(read, jobs)), excused) for name, read in readers.items())
    for reader, name in excused:
        print(f"{reader} {name}: in notright.txt, but not judged")
    if bad or excused:
        sys.exit(f"{bad} readings differ")


main(*sys.argv[1:])
