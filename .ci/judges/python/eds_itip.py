"""eds_itip.py OUT JOBS.json: the calendars of the readers in JOBS, kept by GNOME's evolution-data-server (see ../README.md).

It starts itself again in a D-Bus session of its own, with a home of its own.
"""
import json
import os
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("ECal", "2.0")
gi.require_version("EDataServer", "1.2")
gi.require_version("ICalGLib", "3.0")
from gi.repository import ECal, EDataServer, GLib, ICalGLib  # noqa: E402

PROPERTY = ICalGLib.PropertyKind
SPAN = (1577836800, 1893456000)  # the years from 2020 to 2029, in which series are expanded
NOT_WAITING = 0xFFFFFFFF  # for a connection: the calendar is local


def one_line(text):
    return (text or "").replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def open_calendar(registry, name):
    """A new local calendar."""
    source = EDataServer.Source.new_with_uid(name, None)
    source.set_display_name(name)
    source.set_parent("local-stub")
    source.get_extension(EDataServer.SOURCE_EXTENSION_CALENDAR).set_backend_name("local")
    registry.commit_source_sync(source, None)
    for _ in range(100):  # the daemon of calendars hears of it a moment later
        try:
            return ECal.Client.connect_sync(source, ECal.ClientSourceType.EVENTS, NOT_WAITING, None)
        except GLib.Error as error:
            if "No such source" not in error.message:
                raise
        time.sleep(0.1)
    raise TimeoutError(f"evolution-data-server does not find {name}")


def receive(client, path):
    """Hands a message over as Evolution does when its reader accepts, updates or deletes; complaints."""
    with open(path + ".ics", encoding="utf-8", newline="") as f:
        message = ICalGLib.Component.new_from_string(f.read())
    try:
        client.receive_objects_sync(message, ECal.OperationFlags.NONE, None)
    except GLib.Error as error:
        return ["warning\t" + one_line(error.message)]
    return []


def instant(client, event, kind):
    """A time in UTC, by the zone that the calendar has for it."""
    p = event.get_first_property(kind)
    wall, tzid = p.get_value().get_datetime(), p.get_first_parameter(ICalGLib.ParameterKind.TZID_PARAMETER)
    if tzid:
        _, zone = client.get_timezone_sync(tzid.get_tzid(), None)
        wall.set_timezone(zone)
    return utc(wall)


def utc(wall):
    wall = wall.convert_to_zone(ICalGLib.Timezone.get_utc_timezone())
    d, c = wall.get_date(), wall.get_time()
    return f"{d.year:04}-{d.month:02}-{d.day:02}T{c.hour:02}:{c.minute:02}:{c.second:02}Z"


def row(client, event, *times):
    """A line of an event, or of the occurrence of it from the first of two times to the second."""
    status = event.get_first_property(PROPERTY.STATUS_PROPERTY)
    texts = [event.get_summary(), event.get_location(), status and status.get_value_as_string(), str(event.get_sequence())]
    times = times or [instant(client, event, kind) for kind in (PROPERTY.DTSTART_PROPERTY, PROPERTY.DTEND_PROPERTY)]
    return "\t".join([one_line(event.get_uid()), *times, *map(one_line, texts)])


def rows(client):
    """The events of the calendar; of series the occurrences, as it expands them."""
    _, events = client.get_object_list_sync("#t", None)
    series = {event.get_uid() for event in events if event.get_first_property(PROPERTY.RRULE_PROPERTY)}
    found = [row(client, event) for event in events if event.get_uid() not in series]

    def add(event, start, end, *_):
        if event.get_uid() in series:
            found.append(row(client, event, utc(start), utc(end)))
        return True

    client.generate_instances_sync(*SPAN, None, add, None)
    return found


def apply(out, path):
    with open(path, encoding="utf-8") as f:
        jobs = json.load(f)
    registry = EDataServer.SourceRegistry.new_sync(None)
    for job in jobs:
        client = open_calendar(registry, job["Name"])
        for step in job["Steps"]:
            lines = [line for path in step["Files"] or () for line in receive(client, path)]
            lines += rows(client)
            with open(os.path.join(out, f"{job['Name']}.{step['Name']}.tsv"), "w", encoding="utf-8") as f:
                f.writelines(line + "\n" for line in lines)


def in_session(*args):
    """Runs this program in a session; what the daemons say does not count, unless it fails."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        env = {"PATH": "/usr/bin:/bin", "HOME": home, "XDG_RUNTIME_DIR": home, "LC_ALL": "C.UTF-8", "TZ": "UTC",
               "GIO_USE_VFS": "local", "GSETTINGS_BACKEND": "memory", "IN_SESSION": "yes"}
        command = ["dbus-run-session", "--", "sh", "-c", 'exec "$@" 2>&1', "sh", sys.executable, "-B", __file__, *args]
        done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False)
    sys.stderr.buffer.write(done.stdout + (done.stderr if done.returncode else b""))
    return done.returncode


if os.environ.get("IN_SESSION"):
    apply(*sys.argv[1:])
else:
    sys.exit(in_session(*sys.argv[1:]))
