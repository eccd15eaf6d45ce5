// jcal.mjs FOLDER: every FOLDER/NAME.json, which is our jCal of FOLDER/NAME.ics, compared with what ical.js reads from NAME.ics;
// and what ical.js writes of our jCal compared with NAME.ics. ical.js is jCal inside. See ../README.md for where it is not right.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ICAL } from './common.mjs';

const { property, param } = ICAL.design.icalendar;

// What ical.js 2.2.1 does not know it is told, from the RFCs: types, lists, and parameters with several values.
const text = { defaultType: 'text' };
Object.assign(property, {
  name: text, color: text, 'participant-type': text, 'resource-type': text, proximity: text, refid: text, // RFC 7986, 9073, 9074, 9253
  'location-type': { defaultType: 'text', multiValue: ',' },
  'calendar-address': { defaultType: 'cal-address' },
  acknowledged: { defaultType: 'date-time', allowedTypes: ['date-time'] },
});
for (const name of ['feature', 'display']) param[name] = { multiValue: ',' }; // RFC 7986 §6.1, §6.3

// Examples of the RFCs that ical.js does not read as RFC 7265 says, and why. Each must differ, or it is to be taken from here.
const notRight = {
  'rfc5545-3.8.4.2.2': 'a backslash in a parameter is a character (RFC 5545 §3.2); ical.js drops it',
  'rfc5545-3.8.5.2.3': 'the RFC has no comma between two dates; ical.js keeps the first of them, we keep both as they stand',
  'rfc5546-4.2.1.1': 'the RFC has a time with a digit too many; ical.js drops it, we keep the string',
  'rfc5546-4.7.2.1': 'the RFC has a year of five digits; ical.js makes 1997-00-81TT2:20:00 of it, we keep the string',
  'rfc6868-3.2.1': 'the RFC has a URI as the value of GEO; ical.js makes 0 of it, we keep the string',
  'rfc7265-B.1.1.1': 'a date without VALUE=DATE is a date in RFC 7265 §B.1.2; ical.js makes 2008-10-06T:: of it',
};

const weekdays = ['', 'SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

// corrected gives what ical.js read, with the weekday of WKST as RFC 7265 §3.6.10 has it: ical.js has a number there.
function corrected(component) {
  for (const [, , type, ...values] of component[1]) {
    for (const v of values) if (type === 'recur' && typeof v.wkst === 'number') v.wkst = weekdays[v.wkst];
  }
  component[2].forEach(corrected);
  return component;
}

const isObject = (v) => v !== null && typeof v === 'object';

// differences lists where two values differ, the first ten of them. The order in an object means nothing.
function differences(ours, theirs, path = '', found = []) {
  if (found.length >= 10) return found;
  if (isObject(ours) && isObject(theirs) && Array.isArray(ours) === Array.isArray(theirs)) {
    for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
      differences(ours[key], theirs[key], `${path}/${key}`, found);
    }
  } else if (!Object.is(ours, theirs)) {
    found.push(`${path}: ours ${JSON.stringify(ours)}, ical.js ${JSON.stringify(theirs)}`);
  }
  return found;
}

const folder = process.argv[2];
const read = (name) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(join(folder, name)));

// judge gives what is wrong with one file of jCal.
function judge(json, ics) {
  const ours = JSON.parse(json);
  const theirs = corrected(ICAL.parse(ics));
  const written = corrected(ICAL.parse(ICAL.stringify(ours)));
  return [...differences(ours, theirs, 'read'), ...differences(written, theirs, 'written')];
}

const names = readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
let bad = 0;
for (const name of names) {
  const reason = notRight[name.replace(/\.json$/, '')];
  let found;
  try {
    found = judge(read(name), read(name.replace(/json$/, 'ics')));
  } catch (error) {
    found = [String(error)];
  }
  if (reason) found = found.length ? [] : [`no difference any more: ${reason}`];
  console.log(`ical.js      ${name.padEnd(36)} ${found.length ? 'WRONG' : reason ? `differs: ${reason}` : 'ok'}`);
  for (const line of found) console.log(`    ${line}`);
  bad += found.length > 0;
}
if (bad || names.length === 0) {
  console.log(`${bad} of ${names.length} files differ`);
  process.exit(1);
}
