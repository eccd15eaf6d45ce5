// events.mjs FILE.ics: every VEVENT as ical.js reads it, one line each: uid, start, end, summary (see ../README.md).
import { ICAL, parseFile, zonesOf } from './common.mjs';

const calendar = parseFile(process.argv[2]);
const zones = zonesOf(calendar);

const warn = (text) => console.log(`warning\t${text}`);
const oneLine = (s) => s.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n');
const pad = (n, width) => String(n).padStart(width, '0');

// instant gives UTC, or the date of an all-day item.
function instant(event, name) {
  const property = event.getFirstProperty(name);
  if (!property) return warn(`${name} is missing`), '';
  const time = property.getFirstValue();
  if (time.isDate) return `${pad(time.year, 4)}-${pad(time.month, 2)}-${pad(time.day, 2)}`;
  const tzid = property.getParameter('tzid');
  if (tzid) {
    if (!zones.has(tzid)) warn(`${tzid} has no VTIMEZONE in the file`);
    time.zone = zones.get(tzid) ?? ICAL.Timezone.localTimezone;
  }
  if (time.zone === ICAL.Timezone.localTimezone) warn(`${name} floats`);
  return new Date(time.toUnixTime() * 1000).toISOString().replace('.000Z', 'Z');
}

// A control or replacement character in a value is a line that was damaged on its way.
function checkTexts(component) {
  for (const property of component.getAllProperties()) {
    if (/[\u0000-\u0008\u000b-\u001f\u007f\ufffd]/.test(String(property.getValues()))) {
      warn(`${property.name}: a control or replacement character`);
    }
  }
  component.getAllSubcomponents().forEach(checkTexts);
}

checkTexts(calendar);
for (const event of calendar.getAllSubcomponents('vevent')) {
  const uid = event.getFirstPropertyValue('uid') ?? (warn('no UID'), '');
  const summary = event.getFirstPropertyValue('summary') ?? '';
  console.log([oneLine(uid), instant(event, 'dtstart'), instant(event, 'dtend'), oneLine(summary)].join('\t'));
}
