"""thunderbird_events.py OUT FILE.ics...: every VEVENT as Thunderbird's calendar reads it: OUT/FILE.tsv for each file
with uid, start, end, summary (see ../README.md). One Thunderbird reads all files.
"""
import os
import sys

from marionette import thunderbird

# What Thunderbird's import dialog does with a file; errors and warnings of the console come along.
READ = r"""
const [text] = arguments;
Services.console.reset();
const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
const parser = Cc["@mozilla.org/calendar/ics-parser;1"].createInstance(Ci.calIIcsParser);
const oneLine = s => (s ?? "").replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n");
const pad = (n, width) => String(n).padStart(width, "0");
const rows = [];
const instant = time => {
  if (!time) return rows.push("warning\ta start or an end is missing"), "";
  if (time.isDate) return `${pad(time.year, 4)}-${pad(time.month + 1, 2)}-${pad(time.day, 2)}`;
  if (time.timezone.isFloating) rows.push("warning\ta floating time");
  return new Date(time.nativeTime / 1000).toISOString().replace(".000Z", "Z");
};
parser.parseString(text);
for (const item of parser.getItems()) {
  rows.push([oneLine(item.id), instant(item.startDate), instant(item.endDate), oneLine(item.title)].join("\t"));
}
for (const item of parser.getParentlessItems()) rows.push(`warning\tan override without its series: ${item.id}`);
for (const message of Services.console.getMessageArray()) {
  const line = message.QueryInterface(Ci.nsIConsoleMessage).message;
  if (/calendar|ical/i.test(line)) rows.push("warning\t" + oneLine(line));
}
return rows;
"""


def read(client, path):
    with open(path, encoding="utf-8", newline="") as f:
        text = f.read()
    try:
        return client.script(READ, text)
    except RuntimeError as error:
        return ["warning\t" + str(error).replace("\n", " ")]


def main(out, paths):
    with thunderbird() as client:
        for path in paths:
            rows = read(client, path)
            name = os.path.splitext(os.path.basename(path))[0]
            with open(os.path.join(out, name + ".tsv"), "w", encoding="utf-8") as f:
                f.writelines(row + "\n" for row in rows)


main(sys.argv[1], sys.argv[2:])
