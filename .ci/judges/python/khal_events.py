"""khal_events.py FILE.ics: every VEVENT as khal shows it after an import: uid, start, end, summary (see ../README.md).

khal gets a home, a configuration and a database of its own, and UTC as the viewer's zone. Its log goes to stderr.
"""
import datetime
import os
import re
import subprocess
import sys
import tempfile

CONFIG = """
[calendars]
[[judge]]
path = {home}/calendar
[sqlite]
path = {home}/khal.db
[default]
default_calendar = judge
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M:%S
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M:%SZ
longdatetimeformat = %Y-%m-%dT%H:%M:%SZ
"""
FORMAT = "{all-day}{tab}{uid}{tab}{start-long-full}{tab}{end-long-full}{tab}{title}"


def khal(home, *args):
    env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": home}
    env |= {f"XDG_{kind}_HOME": home for kind in ("CONFIG", "DATA", "CACHE")}
    command = ["khal", "--config", os.path.join(home, "config"), *args]
    return subprocess.run(command, env=env, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True).stdout


def window(path):
    """The dates between which khal lists: those in the VEVENTs, with two days on each side for the zones."""
    with open(path, encoding="utf-8", errors="replace") as f:
        events = re.findall(r"(?s)BEGIN:VEVENT.*?END:VEVENT", f.read())
    days = re.findall(r"(?m)^DT(?:START|END)[^:\r\n]*:(\d{8})", "\n".join(events))
    dates = [datetime.datetime.strptime(day, "%Y%m%d").date() for day in days]
    margin = datetime.timedelta(days=2)
    return str(min(dates) - margin), str(max(dates) + margin)


def row(line):
    all_day, uid, start, end, title = line.split("\t", 4)
    if all_day == "True":  # khal shows the last day, the file and our lists hold the day after it
        start = start[:10]
        end = str(datetime.date.fromisoformat(end[:10]) + datetime.timedelta(days=1))
    return "\t".join((uid, start, end, title.replace("\\", "\\\\")))


def main(path):
    with tempfile.TemporaryDirectory() as home:
        os.mkdir(os.path.join(home, "calendar"))
        with open(os.path.join(home, "config"), "w", encoding="utf-8") as f:
            f.write(CONFIG.format(home=home))
        output = khal(home, "import", "--batch", os.path.abspath(path))
        if output.strip():
            print("warning\t" + output.strip().replace("\n", " "))
        listing = khal(home, "list", "--once", "--day-format", "", "--format", FORMAT, *window(path))
        print("\n".join(row(line) for line in listing.splitlines()))


main(sys.argv[1])
