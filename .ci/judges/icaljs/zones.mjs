// zones.mjs FILE.ics QUESTIONS: asks ical.js for the offsets of the VTIMEZONEs of a file (questions and answers as in
// ../libical/zones.c). Only wall → UTC: the other direction has a known fault of its own (see ../README.md).
import { readFileSync } from 'node:fs';
import { ICAL, parseFile, zonesOf } from './common.mjs';

const [file, questions] = process.argv.slice(2);
const zones = zonesOf(parseFile(file));
const missing = new Set();
let asked = 0;

// offsetAt is what turning a wall time into an instant takes away.
function offsetAt(zone, wall) {
  const d = new Date(wall * 1000);
  const time = new ICAL.Time({
    year: d.getUTCFullYear(), month: d.getUTCMonth() + 1, day: d.getUTCDate(),
    hour: d.getUTCHours(), minute: d.getUTCMinutes(), second: d.getUTCSeconds(),
  }, zone);
  return wall - time.toUnixTime();
}

for (const line of readFileSync(questions, 'utf8').trimEnd().split('\n')) {
  const [name, direction, time, offset] = line.split('\t');
  if (!zones.has(name)) {
    missing.add(name);
  } else if (direction === 'l') {
    asked++;
    const got = offsetAt(zones.get(name), Number(time));
    if (got !== Number(offset)) console.log(['wrong', name, direction, time, offset, got].join('\t'));
  }
}
for (const name of missing) console.log(`missing\t${name}`);
console.log(`asked\t0\t${asked}`);
