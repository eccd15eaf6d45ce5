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
    """What a reader says: name of the file → differences, with private zone names only where it finds nothing without."""
    found = {}
    for variant in (0, 1):
        names = [name for name in files if not found.get(name)]
        said = judge(read, [(files[name][variant], GOOD + ".tsv") for name in names])
        found |= {name: lines for name, (_, lines) in zip(names, said, strict=True)}
    return found


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
