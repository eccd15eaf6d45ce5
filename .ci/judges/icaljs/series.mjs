// series.mjs FILE.ics: every occurrence that starts before the file's X-JUDGE-BEFORE as ical.js expands it, one line each: uid,
// start, end, summary (see ../README.md). Overrides, RDATE and EXDATE are ical.js's own work, but for STATUS:CANCELLED.
import { ICAL, parseFile, zonesOf } from './common.mjs';

const MOST = 10000;
const calendar = parseFile(process.argv[2]);
for (const [tzid, zone] of zonesOf(calendar)) ICAL.TimezoneService.register(zone, tzid);

const warn = (text) => console.log(`warning\t${text}`);
const oneLine = (s) => s.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n');
const pad = (n, width) => String(n).padStart(width, '0');

// instant gives UTC, or the date of an all-day item.
function instant(time) {
  if (time.isDate) return `${pad(time.year, 4)}-${pad(time.month, 2)}-${pad(time.day, 2)}`;
  if (time.zone === ICAL.Timezone.localTimezone) warn('a floating time');
  return new Date(time.toUnixTime() * 1000).toISOString().replace('.000Z', 'Z');
}

// expand prints one series: its event and the events that override it.
function expand(master, overrides, before) {
  const event = new ICAL.Event(master, { exceptions: overrides, strictExceptions: true });
  const iterator = event.isRecurring() ? event.iterator() : once(event.startDate);
  for (let n = 0, next; (next = iterator.next()); n++) {
    if (n === MOST) return warn('too many occurrences');
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    if (startDate.toUnixTime() >= before && next.toUnixTime() >= before) return undefined;
    if (startDate.toUnixTime() >= before || item.component.getFirstPropertyValue('status') === 'CANCELLED') continue;
    console.log([oneLine(event.uid), instant(startDate), instant(endDate), oneLine(item.summary)].join('\t'));
  }
  return undefined;
}

function once(time) {
  const times = [time];
  return { next: () => times.shift() };
}

const limit = calendar.getFirstPropertyValue('x-judge-before');
if (!limit) warn('no X-JUDGE-BEFORE');
const before = ICAL.Time.fromDateTimeString(limit.replace(/(....)(..)(..)T(..)(..)(..)/, '$1-$2-$3T$4:$5:$6')).toUnixTime();
const events = calendar.getAllSubcomponents('vevent');
const isOverride = (event) => event.hasProperty('recurrence-id');
for (const master of events.filter((event) => !isOverride(event))) {
  const uid = master.getFirstPropertyValue('uid');
  expand(master, events.filter((event) => isOverride(event) && event.getFirstPropertyValue('uid') === uid), before);
}
