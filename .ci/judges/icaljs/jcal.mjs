// jcal.mjs FOLDER: every FOLDER/NAME.json, which is our jCal of FOLDER/NAME.ics, compared with what ical.js reads from NAME.ics;
// and what ical.js writes of our jCal compared with NAME.ics. ical.js is jCal inside. See ../README.md for where it is not right.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ICAL } from './common.mjs';

const { property, param } = ICAL.design.icalendar;

// What ical.js 2.2.1 does not know it is told, from the RFCs: types, lists, and parameters with several values.
const text = { defaultType: 'text' };
Object.assign(property, {
  name: text, 'participant-type': text, 'resource-type': text, proximity: text, refid: text, // RFC 7986, 9073, 9074, 9253
  'location-type': { defaultType: 'text', multiValue: ',' },
  'calendar-address': { defaultType: 'cal-address' },
  acknowledged: { defaultType: 'date-time', allowedTypes: ['date-time'] },
});
for (const name of ['feature', 'display']) param[name] = { multiValue: ',' }; // RFC 7986 §6.1, §6.3

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
  let found;
  try {
    found = judge(read(name), read(name.replace(/json$/, 'ics')));
  } catch (error) {
    found = [String(error)];
  }
  console.log(`ical.js      ${name.padEnd(36)} ${found.length ? 'WRONG' : 'ok'}`);
  for (const line of found) console.log(`    ${line}`);
  bad += found.length > 0;
}
if (bad || names.length === 0) {
  console.log(`${bad} of ${names.length} files differ`);
  process.exit(1);
}
