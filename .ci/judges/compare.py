"""Comparing what readers say with what is true, for each file as it is and with private zone names."""
import collections
import os
import re


def private_zones(text):
    """The file with every TZID renamed (America/Panama becomes X-America-Panama).

    Readers that trust zone names then have to use the VTIMEZONE of the file.
    """

    def rename(match):
        return match[1] + b"X-" + match[2].replace(b"/", b"-")

    text = re.sub(rb"(?m)^(TZID:)([^\r\n]*)", rename, text)
    return re.sub(rb"(;TZID=)([^:;\r\n]*)", rename, text)


def write_variants(path, folder):
    """Copies of a file under names of their own: as it is, and with private zone names."""
    with open(path, "rb") as f:
        text = f.read()
    name = os.path.splitext(os.path.basename(path))[0]
    variants = {f"{name}.as-is": text, f"{name}.private-zones": private_zones(text)}
    paths = []
    for variant, content in variants.items():
        paths.append(os.path.join(folder, variant + ".ics"))
        with open(paths[-1], "wb") as f:
            f.write(content)
    return paths


def expected_rows(path):
    with open(path, encoding="utf-8") as f:
        return f.read().splitlines()


def differences(want, reading):
    """Everything that is not as expected: complaints of the reader, rows missing, rows too many."""
    missing = collections.Counter(want)
    missing.subtract(collections.Counter(reading.rows))
    rows = [f"{'missing' if n > 0 else 'unexpected'}: {row}" for row, n in sorted(missing.items()) if n != 0]
    return [f"complaint: {c}" for c in reading.complaints] + rows


def judge(reader, jobs):
    """Runs one reader over jobs (path of .ics, path of the expected .tsv) and yields (path, differences)."""
    readings = reader([ics for ics, _ in jobs])
    for (ics, tsv), reading in zip(jobs, readings, strict=True):
        yield ics, differences(expected_rows(tsv), reading)
