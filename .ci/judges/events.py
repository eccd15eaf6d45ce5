"""events.py LIBICAL FOLDER: judges every FOLDER/NAME.ics by FOLDER/NAME.tsv, with all readers and both ways of naming zones."""
import glob
import os
import sys
import tempfile

from compare import expected_rows, judge, write_variants
from readers import readers


def jobs_of(folder, work):
    files = sorted(glob.glob(os.path.join(folder, "*.ics")))
    return [(variant, ics.removesuffix(".ics") + ".tsv") for ics in files for variant in write_variants(ics, work)]


def report(name, jobs, results):
    """Prints one line a file, and the differences; returns how many files differ."""
    bad = 0
    for (_, tsv), (ics, found) in zip(jobs, results, strict=True):
        variant = os.path.basename(ics).removesuffix(".ics")
        print(f"{name:12} {variant:36} {len(expected_rows(tsv)):4} events  {'ok' if not found else 'WRONG'}")
        for line in found[:12]:
            print(f"    {line}")
        bad += bool(found)
    return bad


def main(libical, folder):
    with tempfile.TemporaryDirectory() as work:
        jobs = jobs_of(folder, work)
        if not jobs:
            sys.exit(f"no .ics in {folder}")
        bad = sum(report(name, jobs, list(judge(read, jobs))) for name, read in readers(libical).items())
    if bad:
        sys.exit(f"{bad} readings differ")


main(*sys.argv[1:])
