"""What the clock of a zone really shows: read from a TZif file (RFC 9636) by Python's zoneinfo, without a line of plenaria.

The transition times in the file say where to look; where its footer has a yearly rule, every day is looked at. What the offset
is there, zoneinfo says. Then zdump of the C library reads the same file, and must list the same changes.
"""
import bisect
import datetime
import re
import struct
import subprocess
import zoneinfo

DAY = 86400
UTC = datetime.timezone.utc


def seconds(date):
    """Unix seconds of the UTC midnight of an ISO date."""
    return int(datetime.datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp())


START, END = seconds("1968-01-01"), seconds("2090-01-01")  # wider than any sweep


class Clock:
    """The offsets of one zone from START to END: offsets[i], in seconds east of UTC, holds from starts[i]."""

    def __init__(self, path):
        with open(path, "rb") as f:
            self.zone = zoneinfo.ZoneInfo.from_file(f)
        times, footer = transition_times(path)
        onsets = {t for t in times if START < t < END}
        if "," in footer:
            onsets |= set(self.daily_changes(max([START, *times[-1:]])))
        self.starts, self.offsets = [START], [self.ask(START)]
        for t in sorted(onsets):
            if self.ask(t) != self.offsets[-1]:
                self.starts.append(t)
                self.offsets.append(self.ask(t))

    def ask(self, t):
        """The offset at an instant, from zoneinfo."""
        return round(datetime.datetime.fromtimestamp(t, self.zone).utcoffset().total_seconds())

    def daily_changes(self, start):
        before = self.ask(start)
        for t in range(start + DAY, END, DAY):
            after = self.ask(t)
            if after != before:
                yield self.onset(t - DAY, t)
            before = after

    def onset(self, low, high):
        """The first instant after low with the offset of high, which is another one; they are a day apart."""
        new = self.ask(high)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.ask(middle) == new else (middle, high)
        return high

    def at(self, t):
        """The offset at an instant, from the table."""
        return self.offsets[bisect.bisect_right(self.starts, t) - 1]

    def shows_once(self, wall):
        """Whether the clock shows a wall time (seconds since 1970-01-01 00:00 on that wall) exactly once."""
        return sum(self.at(wall - offset) == offset for offset in set(self.offsets)) == 1


def transition_times(path):
    """The transition times of the 64-bit block of a TZif file, and its footer (RFC 9636 sections 3.1 to 3.3)."""
    with open(path, "rb") as f:
        data = f.read()
    header = ">4sc15x6l"
    size = struct.calcsize(header)
    magic, version, isutc, isstd, leap, times, types, chars = struct.unpack_from(header, data)
    if magic != b"TZif" or version < b"2":
        raise ValueError(f"{path}: not a TZif file of version 2 or later")
    at = size + times * 5 + types * 6 + chars + leap * 8 + isstd + isutc
    _, _, isutc, isstd, leap, times, types, chars = struct.unpack_from(header, data, at)
    found = struct.unpack_from(f">{times}q", data, at + size)
    footer = data[at + size + times * 9 + types * 6 + chars + leap * 12 + isstd + isutc :].decode("ascii").strip("\n")
    return list(found), footer


def zdump_changes(path):
    """The changes of offset between START and END as zdump lists them: (onset, offset)."""
    command = ["zdump", "-v", "-c", "1967,2090", path]
    output = subprocess.run(command, env={"LC_ALL": "C"}, check=True, capture_output=True, text=True).stdout
    before = None
    for date, east in re.findall(r"(?m)\w{3} (\w{3} +\d+ [\d:]+ \d+) UT = .* gmtoff=(-?\d+)$", output):
        t = int(datetime.datetime.strptime(date + " +0000", "%b %d %H:%M:%S %Y %z").timestamp())
        if int(east) != before and before is not None and START < t < END:
            yield t, int(east)
        before = int(east)
