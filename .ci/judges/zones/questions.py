"""questions.py TZIF-FOLDER OUT: for each line of sweeps.tsv the file OUT/NAME.questions with questions and true answers.

A question is a line: zone, direction, time, offset in seconds. Direction "u" asks for the offset at an instant (Unix seconds),
"l" for the offset at a wall time that the clock shows exactly once (seconds since 1970-01-01 00:00 on that wall). Asked are each
onset, the seconds before and after it, the last and the first wall time outside an overlap around it, and the middle of each
span, all inside the window of the sweep.
"""
import os
import sys

import truth

HERE = os.path.dirname(os.path.abspath(__file__))


def names_of(folder):
    for base, _, files in os.walk(folder):
        yield from (os.path.relpath(os.path.join(base, f), folder) for f in files)


def clocks(folder):
    """The clock of every zone, read once for equal files, and checked by zdump."""
    known = {}
    for name in sorted(names_of(folder)):
        path = os.path.abspath(os.path.join(folder, name))
        with open(path, "rb") as f:
            data = f.read()
        if data not in known:
            known[data] = clock = truth.Clock(path)
            if list(zip(clock.starts, clock.offsets, strict=True))[1:] != list(truth.zdump_changes(path)):
                sys.exit(f"{name}: zoneinfo and zdump read different changes")
        yield name, known[data]


def instants(clock, start, end):
    """What to ask about in [start, end)."""
    onsets = [t for t in clock.starts if start < t < end]
    edges = [start, *onsets, end]
    asked = {t for first, after in zip(edges, edges[1:]) for t in (first, (first + after) // 2, after - 1)}
    for t in onsets:
        step = abs(clock.at(t) - clock.at(t - 1))
        asked |= {t + 1, t - step - 1, t + step}
    return sorted(t for t in asked if start <= t < end)


def questions(clock, start, end):
    """The lines of one zone, without its name."""
    for t in instants(clock, start, end):
        offset = clock.at(t)
        yield f"u\t{t}\t{offset}"
        if clock.shows_once(t + offset):
            yield f"l\t{t + offset}\t{offset}"


def sweeps():
    """The lines of sweeps.tsv: name, form, first date, date after the last."""
    with open(os.path.join(HERE, "sweeps.tsv"), encoding="utf-8") as f:
        return [line.rstrip("\n").split("\t") for line in f]


def main(folder, out):
    known = list(clocks(folder))
    print(f"{len(known)} zones; zoneinfo and zdump agree on all their changes from 1968 to 2090")
    for sweep, _, start, end in sweeps():
        with open(os.path.join(out, sweep + ".questions"), "w", encoding="utf-8") as f:
            for name, clock in known:
                lines = questions(clock, truth.seconds(start), truth.seconds(end))
                f.writelines(f"{name}\t{line}\n" for line in lines)


if __name__ == "__main__":
    main(*sys.argv[1:])
