"""events.py LIBICAL: judges the readers of events. Each must accept good.ics and must find every wrong file of faults.py.

A wrong file is found when the rows differ from good.tsv or when the reader complains, on the file as it is or with private
zone names. LIBICAL is the compiled libical/events.c.
"""
import os
import sys
import tempfile

from faults import GOOD, WRONG, good

sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

from compare import judge, write_variants  # noqa: E402
from readers import readers  # noqa: E402


def write_files(folder):
    """good.ics and every wrong file, each in both variants: name → paths."""
    files = {}
    for name, fault in {"good": lambda text: text, **WRONG}.items():
        path = os.path.join(folder, name + ".ics")
        with open(path, "wb") as f:
            f.write(fault(good()))
        files[name] = write_variants(path, folder)
    return files


def verdicts(read, files):
    """What a reader says: name of the file → differences in any variant."""
    jobs = [(path, GOOD + ".tsv") for paths in files.values() for path in paths]
    found = dict(judge(read, jobs))
    return {name: [d for path in paths for d in found[path]] for name, paths in files.items()}


def failures(said):
    yield from (f"good.ics refused: {line}" for line in said["good"])
    yield from (f"{name}.ics not found" for name in WRONG if not said[name])


def main(libical):
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        files = write_files(folder)
        for name, read in readers(libical).items():
            lines = list(failures(verdicts(read, files)))
            print(f"{name:12} good.ics and {len(WRONG)} wrong files: {'ok' if not lines else 'WRONG'}")
            print("".join(f"    {line}\n" for line in lines), end="")
            bad += len(lines)
    if bad:
        sys.exit(f"{bad} wrong verdicts")


main(*sys.argv[1:])
