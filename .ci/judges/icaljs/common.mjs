// What the two programs of this folder share: ical.js in its strict mode, and zones made from the file alone.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

ICAL.design.strict = true;

// parseFile returns the VCALENDAR of a file; ical.js throws at what it cannot read.
export function parseFile(path) {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  const calendar = new ICAL.Component(ICAL.parse(text));
  if (calendar.name !== 'vcalendar') throw new Error(`${path}: ${calendar.name}, not one VCALENDAR`);
  return calendar;
}

// zonesOf maps each TZID to a zone made from the VTIMEZONE of the file. ical.js has no database of its own.
export function zonesOf(calendar) {
  return new Map(calendar.getAllSubcomponents('vtimezone').map((component) => {
    const zone = new ICAL.Timezone(component);
    return [zone.tzid, zone];
  }));
}

export { ICAL };
