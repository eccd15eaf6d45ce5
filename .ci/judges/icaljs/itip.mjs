// itip.mjs OUT JOBS.json: the calendars of the readers in JOBS, kept by a receiver of RFC 5546 on ical.js (see ../README.md).
//
// A message counts if its SEQUENCE is higher than what the calendar has, or the same with a newer DTSTAMP (RFC 5546 §2.1.5).
// What does not count, or says of nothing that it is cancelled, is a warning: the organizer has sent it in vain. Occurrences are
// expanded by ical.js.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ICAL, parseFile, zonesOf } from './common.mjs';

const oneLine = (s) => String(s ?? '').replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n');
const valueOf = (component, name) => component.getFirstPropertyValue(name);
const sequence = (event) => valueOf(event, 'sequence') ?? 0;

// Calendar is what one reader has: UID → Map of RECURRENCE-ID, '' for the event itself, → { event, zones }.
class Calendar {
  constructor(address) {
    this.address = `mailto:${address}`.toLowerCase();
    this.series = new Map();
    this.warnings = [];
  }

  warn(text) {
    this.warnings.push(`warning\t${oneLine(text)}`);
  }

  receive(path) {
    const message = parseFile(path);
    const method = valueOf(message, 'method');
    const events = message.getAllSubcomponents('vevent');
    const uids = new Set(events.map((event) => valueOf(event, 'uid')));
    if (uids.size !== 1) this.warn(`${uids.size} UIDs in one message`);
    const zones = zonesOf(message);
    const before = new Map(this.series.get(valueOf(events[0], 'uid')));
    for (const event of events.sort((a, b) => a.hasProperty('recurrence-id') - b.hasProperty('recurrence-id'))) {
      const to = event.getAllProperties('attendee').map((p) => p.getFirstValue().toLowerCase());
      if (!to.includes(this.address)) this.warn(`${method} to ${to}, not to ${this.address}`);
      else if (method === 'REQUEST') this.request(event, zones, before);
      else if (method === 'CANCEL') this.cancel(event, zones, before);
      else this.warn(`METHOD:${method}`);
    }
  }

  // isNewer compares with what there was of the same event, and warns.
  isNewer(event, old) {
    const by = sequence(event) - sequence(old.event) || valueOf(event, 'dtstamp').compare(valueOf(old.event, 'dtstamp'));
    if (by <= 0) this.warn(`${valueOf(event, 'uid')}: SEQUENCE and DTSTAMP are not newer`);
    return by > 0;
  }

  request(event, zones, before) {
    const [uid, id] = keyOf(event, zones);
    const old = before.get(id) ?? before.get('');
    if (old && !this.isNewer(event, old)) return;
    if (valueOf(event, 'status') === 'CANCELLED') this.warn(`${uid}: a REQUEST that is cancelled`);
    const parts = id && this.series.has(uid) ? this.series.get(uid) : new Map(); // the whole series as it is now
    parts.set(id, { event, zones });
    this.series.set(uid, parts);
  }

  cancel(event, zones, before) {
    const [uid, id] = keyOf(event, zones);
    const old = before.get(id) ?? before.get('');
    if (!old) return this.warn(`${uid} is cancelled, but not there`);
    // Of one SEQUENCE the later DTSTAMP counts, as with a REQUEST.
    if (!this.isNewer(event, old)) return;
    if (!id) this.series.delete(uid);
    else if (before.has('')) this.series.get(uid).set(id, { event, zones });
    else this.series.get(uid).delete(id);
  }

  *rows() {
    yield* this.warnings;
    for (const [uid, parts] of this.series) {
      const isSeries = parts.get('')?.event.hasProperty('rrule');
      for (const [id, { event, zones }] of parts) {
        if (id === '' && isSeries) yield* occurrences(uid, parts, zones);
        else if (valueOf(event, 'status') !== 'CANCELLED') yield row(uid, event, zones);
      }
    }
  }
}

// occurrences gives those that have no event of their own.
function* occurrences(uid, parts, zones) {
  const { event } = parts.get('');
  const series = new ICAL.Event(event, { exceptions: [] });
  for (const name of ['dtstart', 'dtend']) zoned(event.getFirstProperty(name), zones);
  const iterator = series.iterator();
  for (let next; (next = iterator.next());) {
    const { startDate, endDate } = series.getOccurrenceDetails(next);
    if (!parts.has(utc(next))) yield row(uid, event, zones, utc(startDate), utc(endDate));
  }
}

// keyOf gives the UID and, of an override, the instant that it replaces.
function keyOf(event, zones) {
  return [valueOf(event, 'uid'), event.hasProperty('recurrence-id') ? instant(event.getFirstProperty('recurrence-id'), zones) : ''];
}

const instant = (property, zones) => utc(zoned(property, zones));

// zoned gives a time with its zone, by the zones of the message.
function zoned(property, zones) {
  const time = property.getFirstValue();
  const tzid = property.getParameter('tzid');
  if (tzid) time.zone = zones.get(tzid);
  return time;
}

function utc(time) {
  if (time.isDate) return time.toString();
  return new Date(time.toUnixTime() * 1000).toISOString().replace('.000Z', 'Z');
}

// row is a line of an event, or of an occurrence of it, which has another start and end.
function row(uid, event, zones, start, end) {
  const at = (name) => instant(event.getFirstProperty(name), zones);
  const texts = ['summary', 'location', 'status'].map((name) => oneLine(valueOf(event, name)));
  return [oneLine(uid), start ?? at('dtstart'), end ?? at('dtend'), ...texts, sequence(event)].join('\t');
}

const [out, jobs] = process.argv.slice(2);
for (const job of JSON.parse(readFileSync(jobs))) {
  const calendar = new Calendar(job.Address);
  for (const step of job.Steps) {
    for (const file of step.Files ?? []) calendar.receive(`${file}.ics`);
    writeFileSync(join(out, `${job.Name}.${step.Name}.tsv`), [...calendar.rows(), ''].join('\n'));
    calendar.warnings = [];
  }
}
