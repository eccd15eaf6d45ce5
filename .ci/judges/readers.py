"""The readers of events: each takes .ics files and says what it sees, as the lines that README.md describes."""
import concurrent.futures
import dataclasses
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PYTHON = [sys.executable, "-B", "-W", "error"]


@dataclasses.dataclass
class Reading:
    """What a reader printed for one file, and what it complained about."""

    rows: list
    complaints: list


def run(command):
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=300, check=False)


def reading(output, result):
    """Rows and complaints from a reader's output; its exit code and every word on stderr are complaints."""
    lines = output.decode("utf-8", "replace").splitlines()
    complaints = [line.removeprefix("warning\t") for line in lines if line.startswith("warning\t")]
    if result.returncode != 0:
        complaints.append(f"exit code {result.returncode}")
    complaints += [line for line in result.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    return Reading([line for line in lines if not line.startswith("warning\t")], complaints)


def each(*command):
    """A reader that is one process a file, two at a time."""

    def read_one(path):
        result = run([*command, path])
        return reading(result.stdout, result)

    def read(paths):
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            return list(pool.map(read_one, paths))

    return read


def together(*command):
    """A reader that takes all files in one process and writes FILE.tsv into a folder; file names must differ."""

    def read(paths):
        with tempfile.TemporaryDirectory() as out:
            result = run([*command, out, *paths])
            return [reading(output_of(out, path), result) for path in paths]

    return read


def output_of(out, path):
    name = os.path.splitext(os.path.basename(path))[0] + ".tsv"
    try:
        with open(os.path.join(out, name), "rb") as f:
            return f.read()
    except FileNotFoundError:
        return b"warning\tthe reader wrote nothing for this file\n"


def script(*parts):
    return os.path.join(HERE, *parts)


def readers(libical):
    """All readers by name; libical is the path of the compiled libical/events.c."""
    return {
        "libical": each(libical),
        "ical.js": each("node", script("icaljs", "events.mjs")),
        "icalendar": each(*PYTHON, script("python", "icalendar_events.py")),
        "khal": each(*PYTHON, script("python", "khal_events.py")),
        "thunderbird": together(*PYTHON, script("python", "thunderbird_events.py")),
    }


def series_readers(libical):
    """The two that expand recurrences, from the zones of the file alone; libical is the path of the compiled libical/series.c."""
    return {
        "libical": each(libical),
        "ical.js": each("node", script("icaljs", "series.mjs")),
    }
