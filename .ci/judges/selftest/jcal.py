"""jcal.py: judges the judge of jCal. It must accept jcal.json, which was written by hand like jcal.ics, and must find each
wrong one: jcal.json with one fault.
"""
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))

WRONG = {
    "an-hour-off": ('"2026-09-01T09:30:00"]', '"2026-09-01T10:30:00"]'),
    "time-without-colons": ('"2026-09-01T09:30:00"]', '"20260901T093000"]'),
    "floats": ('["dtstart",{"tzid":"Asia/Seoul"}', '["dtstart",{}'),
    "lost-property": ('["duration",{},"duration","PT1H30M"],\n', ""),
    "lost-component": ('["valarm",[\n["action",{},"text","DISPLAY"],\n["description",{},"text","soon"],\n'
                       '["trigger",{},"date-time","2026-09-01T00:00:00Z"]\n],[]]\n', ""),
    "lost-value": (',"2026-10-06T09:30:00"', ""),
    "list-as-one-value": ('"Food, drinks","Music"', '"Food, drinks,Music"'),
    "list-of-a-parameter-as-one-value": ('["mailto:a@x.example","mailto:b@x.example"]', '"mailto:a@x.example,mailto:b@x.example"'),
    "name-in-capital-letters": ('["priority"', '["PRIORITY"'),
    "parameter-in-capital-letters": ('"cn":', '"CN":'),
    "number-as-a-string": ('"integer",5', '"integer","5"'),
    "position-without-an-array": ("[37.5665,126.978]", "37.5665,126.978"),
    "status-without-an-array": ('["2.0","Success; done"]', '"2.0","Success; done"'),
    "period-as-a-string": ('["2026-09-01T00:00:00Z","PT1H"]', '"2026-09-01T00:00:00Z/PT1H"'),
    "date-as-a-time": ('"date","2026-09-01"', '"date-time","2026-09-01"'),
    "default-type-of-an-x-property": ('"unknown","as\\\\, it;stands"', '"text","as, it;stands"'),
    "backslashes-in-a-text": ("회의; a, b", "회의\\\\; a\\\\, b"),
    "offset-without-a-colon": ('"+09:00"', '"+0900"'),
    "rule-as-a-string": ('{"freq":"MONTHLY","until":"2026-12-31T00:30:00Z","byday":["1TU","3TU"],"bymonth":[9,10],"wkst":"SU"}',
                         '"FREQ=MONTHLY;UNTIL=20261231T003000Z;BYDAY=1TU,3TU;BYMONTH=9,10;WKST=SU"'),
    "until-without-hyphens": ('"2026-12-31T00:30:00Z"', '"20261231T003000Z"'),
    "months-as-strings": ("[9,10]", '["9","10"]'),
    "another-week-start": ('"wkst":"SU"', '"wkst":"MO"'),
}


def read(name):
    with open(os.path.join(HERE, name), "rb") as f:
        return f.read()


def write_files(folder):
    """jcal.json and every wrong one, each with a copy of jcal.ics beside it."""
    good = read("jcal.json").decode()
    for name, (old, new) in {"good": ("", ""), **WRONG}.items():
        if old not in good:
            raise ValueError(f"jcal.json has no {old!r}")
        for path, content in {".ics": read("jcal.ics"), ".json": good.replace(old, new, 1).encode()}.items():
            with open(os.path.join(folder, name + path), "wb") as f:
                f.write(content)


def main():
    with tempfile.TemporaryDirectory() as folder:
        write_files(folder)
        command = ["node", os.path.join(HERE, "..", "icaljs", "jcal.mjs"), folder]
        lines = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60).stdout.splitlines()
    said = {line.split()[1].removesuffix(".json"): line.split()[2] for line in lines if line.startswith("ical.js")}
    wrong = [name for name in ("good", *WRONG) if said.get(name) != ("ok" if name == "good" else "WRONG")]
    print(f"ical.js      jcal.json and {len(WRONG)} wrong ones: {'ok' if not wrong else 'WRONG'}")
    if wrong:
        sys.exit("wrong verdicts: " + ", ".join(wrong))


main()
