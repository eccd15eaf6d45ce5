"""The wrong files of the self-tests: good.ics, which was written by hand like good.tsv, with one fault each."""
import os

GOOD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "good")


def replace(old, new):
    """A fault: the first old text becomes new. The text must be there, or the fault would be none."""

    def apply(text):
        old_lines, new_lines = (s.encode().replace(b"\n", b"\r\n") for s in (old, new))
        if old_lines not in text:
            raise ValueError(f"good.ics has no {old!r}")
        return text.replace(old_lines, new_lines, 1)

    return apply


def without(component, mark):
    """A fault: the component that holds the mark is missing."""

    def apply(text):
        at = text.index(mark.encode())
        start = text.rindex(b"BEGIN:" + component.encode(), 0, at)
        end = text.index(b"END:" + component.encode() + b"\r\n", at) + len(component) + 6
        return text[:start] + text[end:]

    return apply


def seven_bits(mark):
    """A fault: the line that begins with the mark lost the top bit of every octet."""

    def apply(text):
        start = text.index(mark.encode())
        end = text.index(b"\r\n", start)
        return text[:start] + bytes(c & 0x7F for c in text[start:end]) + text[end:]

    return apply


WRONG = {
    "santiago-a-week-late": replace("DTSTART:19700405T000000\nRRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU",
                                    "DTSTART:19700412T000000\nRRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=2SU"),
    "seoul-at-0930": replace("TZOFFSETTO:+0900", "TZOFFSETTO:+0930"),
    "cairo-without-november": without("STANDARD", "BYMONTH=11"),
    "jerusalem-without-its-last-onset": without("STANDARD", "DTSTART:20261025"),
    "no-vtimezone": without("VTIMEZONE", "TZID:America/Panama"),
    "an-hour-off": replace("T100000\nDTEND;TZID=Europe/Belgrade:20260710T110000",
                           "T110000\nDTEND;TZID=Europe/Belgrade:20260710T120000"),
    "utc-an-hour-off": replace("DTSTART:20260405T023000Z", "DTSTART:20260405T033000Z"),
    "another-end": replace("DTEND;TZID=America/Santiago:20210525T110000", "DTEND;TZID=America/Santiago:20210525T101500"),
    "all-day-inclusive-end": replace("DTEND;VALUE=DATE:20260716", "DTEND;VALUE=DATE:20260715"),
    "lost-event": without("VEVENT", "UID:flight@selftest"),
    "seven-bit-line": seven_bits("SUMMARY;LANGUAGE=ko:제"),
    "line-without-colon": replace("SUMMARY:Seminario", "SUMMARY Seminario"),
}


def good():
    with open(GOOD + ".ics", "rb") as f:
        return f.read()
