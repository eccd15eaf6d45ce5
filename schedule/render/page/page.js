/*
 * The script of a page of plenaria. It runs in the head, before anything is
 * painted, to choose the reader's zone; when the page is there it fills in the
 * reader's clocks and makes the bar, the dialogs and the room grid work.
 *
 * All clocks come from the zone data in the page (#plenaria-data), never from
 * the browser's: see zoneAt and wall. Nothing is evaluated, no markup is made
 * of strings, no other host is asked. Times are seconds since 1970 UTC.
 */
(() => {
"use strict";
const html = document.documentElement;
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const data = JSON.parse($("#plenaria-data").textContent);
const words = data.w;

/* ---- Zones ---- */

// zones has for each name {name, country, city, offsets, listed}; offsets is
// [offset, instant, offset, instant, offset …] as render/htmlzones.go writes it.
const zones = new Map();
for (const [offsets, listed, others] of data.zones || []) {
  for (const [names, isListed] of [[listed, true], [others, false]]) {
    for (const area of names ? names.split("^") : []) {
      const [prefix, ...entries] = area.split("|");
      for (const entry of entries) {
        const [last, country = "", city = ""] = entry.split("~");
        zones.set(prefix + last, { name: prefix + last, country, city: city || last.replace(/_/g, " "), offsets, listed: isListed });
      }
    }
  }
}

const offsetAt = (zone, t) => {
  const o = zone.offsets;
  let offset = o[0];
  for (let i = 1; i < o.length && o[i] <= t; i += 2) offset = o[i + 1];
  return offset;
};

// wall gives what the clock of a zone shows: the day since 1970-01-01, the
// second of the day, the offset.
const wall = (zone, t) => {
  const offset = offsetAt(zone, t), day = Math.floor((t + offset) / 86400);
  return { day, clock: t + offset - day * 86400, offset };
};

const dayOf = (iso) => Date.parse(iso + "T00:00Z") / 864e5;
const isoDay = (day) => new Date(day * 864e5).toISOString().slice(0, 10);
const two = (n) => String(n).padStart(2, "0");
const clockText = (s) => two(Math.floor(s / 3600)) + ":" + two(Math.floor(s / 60) % 60) + (s % 60 ? ":" + two(s % 60) : "");
const signed = (s, minus) => (s < 0 ? minus : "+") + two(Math.floor(Math.abs(s) / 3600)) + ":" + two(Math.floor(Math.abs(s) / 60) % 60);
const offsetText = (s) => (s ? "UTC" + signed(s, "−") : "UTC");
const lengthText = (s) => {
  const h = Math.floor(s / 3600), m = Math.floor(s / 60) % 60;
  return [h && h + data.hour, m && m + data.minute].filter(Boolean).join(data.unspaced ? "" : " ");
};
const dateName = (day, style) => {
  const names = data.dates[isoDay(day)] || [isoDay(day)];
  return names[Math.min(style, names.length - 1)];
};
const FULL = 0, COLUMN = 1, SPAN = 2;

/* ---- The reader's choices ---- */

const query = new URLSearchParams(location.search);
const memory = {
  get: (key) => { try { return localStorage.getItem("plenaria." + key); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem("plenaria." + key, value); } catch { /* not remembered */ } },
};
const deviceZone = () => { try { return Intl.DateTimeFormat().resolvedOptions().timeZone; } catch { return ""; } };
const state = { tz: "", only: query.get("only") === "mine", by: query.get("by"), view: query.get("view") || "" };
let mine; // the reader's zone

const choose = (name) => {
  mine = zones.get(name);
  state.tz = name;
  const column = mine ? data.columns.findIndex((c) => c && zones.get(c) && zones.get(c).offsets === mine.offsets) : -1;
  html.classList.toggle("nozone", !mine);
  if (column < 0) delete html.dataset.mine; else html.dataset.mine = column;
};
choose([query.get("tz"), memory.get("tz"), deviceZone(), data.host].find((name) => zones.has(name)));
html.classList.add("scripted");
html.classList.toggle("only", state.only && !!mine);
const dated = html.classList.contains("dated");

// remember keeps the choices in the address, so that it can be passed on.
const remember = (key, value, fallback = "") => {
  if (value && value !== fallback) query.set(key, value); else query.delete(key);
  const search = query.toString().replace(/%2F/g, "/");
  try { history.replaceState(null, "", (search ? "?" + search : location.pathname) + location.hash); } catch { /* stays as it was */ }
};

/* ---- Parts of the page ---- */

const make = (tag, props = {}, ...children) => {
  const e = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (key in e) e[key] = value; else e.setAttribute(key, value);
  }
  e.append(...children);
  return e;
};
const draw = (tag, attributes, text) => {
  const e = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
  if (text) e.textContent = text;
  return e;
};

// clockNodes makes one clock, with a mark where its date is not that of under.
const clockNodes = (zone, t, under) => {
  const w = wall(zone, t);
  const time = make("time", { dateTime: isoDay(w.day) + "T" + clockText(w.clock) + signed(w.offset, "-") }, clockText(w.clock));
  const days = w.day - under;
  if (!days) return [time];
  return [time, make("sup", { role: "img", title: dateName(w.day, COLUMN) }, days < 0 ? "−" + -days : "+" + days)];
};
const clocksNodes = (zone, start, end, under, ownDate) => {
  let until = under;
  if (ownDate) { // a column of dates says the start's
    const from = wall(zone, start), to = wall(zone, end);
    under = until = from.day;
    if (to.day === from.day + 1 && to.clock <= from.clock) until = to.day;
  }
  return [...clockNodes(zone, start, under), make("i", {}, data.sep), ...clockNodes(zone, end, until)];
};

// items are the sessions in the order of the page's sessions; rows those that
// have a row of their own; sections the host's days as the page came.
let items = [], rows = [], sections = [], shownSections = [];

const readItems = () => {
  sections = $$("main > section").map((el) => ({ el, head: $(".day", el).textContent, day: dayOf(el.dataset.date), rows: [] }));
  for (const section of sections) {
    const heads = $$("thead .t", section.el);
    section.zones = heads.map((th) => zones.get(th.dataset.z));
    for (const tr of $("tbody", section.el).rows) {
      const row = readItem(tr, [...tr.cells].filter((td) => td.classList.contains("t")), section, null);
      section.rows.push(row);
      rows.push(row);
      for (const li of $$(".par > li", tr)) row.children.push(readItem(li, $$(":scope > .own > .t", li), section, row));
    }
  }
};
const readItem = (el, cells, section, parent) => {
  const times = cells.length ? $$("time", cells[0]).map((time) => Date.parse(time.dateTime) / 1000) : [];
  const item = { el, cells, section, parent, children: [], under: section.day, start: NaN, end: NaN };
  if (times.length) [item.start, item.end] = times;
  else if (parent && !cells.length) ({ start: item.start, end: item.end } = parent);
  if (el.dataset.from) [item.first, item.last] = [dayOf(el.dataset.from), dayOf(el.dataset.through)]; // whole days
  item.yours = cells.find((cell) => cell.classList.contains("you"));
  items[el.dataset.n] = item;
  return item;
};

/* ---- The reader's clocks ---- */

const fillYours = () => {
  if (!mine) return;
  const offset = offsetText(offsetAt(mine, reference()));
  for (const th of $$("th.you")) th.replaceChildren(make("b", {}, mine.city), " ", make("small", {}, offset + " · " + words.yours));
  const pick = $(".pick");
  $("b", pick).textContent = mine.city;
  $("span", pick).textContent = offset;
  for (const item of items) {
    if (!item.yours || Number.isNaN(item.start)) continue;
    item.yours.replaceChildren(...clocksNodes(mine, item.start, item.end, item.under, state.only));
    if (item.el.tagName === "LI") item.yours.prepend(make("b", {}, mine.city), " ");
  }
  for (const row of rows) if (row.yours && Number.isNaN(row.start)) row.yours.textContent = data.allDay;
  fillDates();
  fillHeads();
  $$(".strips").forEach(drawYours);
};

// reference is the instant for which an offset is told: the first session's.
const reference = () => {
  const first = items.find((item) => !Number.isNaN(item.start));
  return first ? first.start : data.from;
};

// fillDates fills the column of dates, each where it changes.
const fillDates = () => {
  if (!dated && !state.only) return;
  for (const section of shownSections) {
    let last;
    for (const row of section.rows) {
      const cell = $(".date", row.el);
      if (!cell || row.el.hidden) continue;
      const zone = state.only ? mine : section.zones[0];
      const day = Number.isNaN(row.start) ? row.first : wall(zone, row.start).day;
      cell.textContent = day === last ? "" : dateName(day, COLUMN);
      last = day;
    }
  }
};

// fillHeads writes a day's hours on the reader's clock where that is the only one.
const fillHeads = () => {
  for (const { el, head } of sections) {
    const hours = $$(".strip:not(.you) .hours time", el).slice(0, 2).map((time) => Date.parse(time.dateTime) / 1000);
    let text = head;
    if (state.only && hours.length) {
      const [from, to] = hours.map((t) => wall(mine, t));
      const moment = (w) => dateName(w.day, SPAN) + data.glue + clockText(w.clock);
      text = moment(from) + (from.day === to.day ? data.sep + clockText(to.clock) : data.rangeSep + moment(to));
    }
    $(".day", el).textContent = text;
  }
};

/* ---- The picture of a day ---- */

// phases are the parts of a day, as render/htmlstrip.go has them.
const phases = [[6, "n"], [9, "e"], [18, "w"], [23, "v"], [30, "n"]];

const eachPhase = (zone, from, to, yield_) => {
  for (let t = from; t < to;) {
    const { clock } = wall(zone, t);
    const [until, kind] = phases.find(([hour]) => clock < hour * 3600);
    let next = Math.min(to, t + until * 3600 - clock);
    for (let i = 1; i < zone.offsets.length; i += 2) if (zone.offsets[i] > t) next = Math.min(next, zone.offsets[i]);
    yield_(kind, t, next);
    t = next;
  }
};

const drawYours = (strips) => {
  const strip = $(".you", strips), model = $(".strip", strips), svg = $("svg", strip);
  const from = +strips.dataset.from, to = +strips.dataset.to;
  const hundredth = (t) => Math.floor(((t - from) * 10000) / (to - from));
  const percent = (n) => n / 100 + "%";
  const step = [1, 2, 3, 4, 6, 12].find((n) => (to - from) / (n * 3600) <= 8) || 12;
  svg.replaceChildren();
  eachPhase(mine, from, to, (kind, a, b) => svg.append(draw("rect",
    { class: kind, x: percent(hundredth(a)), y: 0, width: percent(hundredth(b) - hundredth(a)), height: 22 })));
  const blocks = $$(".b", model);
  svg.append(...blocks.map((b) => b.cloneNode()));
  for (let t = from + 900; t < to; t += 900) {
    const local = t + offsetAt(mine, t);
    if (local % (step * 3600)) continue;
    const hour = (((local / 3600) % 24) + 24) % 24, x = percent(hundredth(t)), m = hour ? "" : "m";
    svg.append(draw("line", { class: "k " + m, x1: x, x2: x, y1: 22, y2: 26 }), draw("text", { x, y: 37, class: m }, two(hour)));
  }
  const [opens, closes] = $$(".hours time", model).map((time) => Date.parse(time.dateTime) / 1000);
  const under = dayOf(strips.closest("section").dataset.date);
  $("b", strip).textContent = mine.city;
  $(".hours", strip).replaceChildren(...clocksNodes(mine, opens, closes, under));
  const night = nightly(strips.closest("section"));
  $("small", strip).textContent = night ? words.nightly.replace("#", lengthText(night)) : "";
};

// nightly gives how long a section's sessions last at the reader's night.
const nightly = (el) => {
  const section = sections.find((s) => s.el === el);
  const busy = section.rows.flatMap((row) => [row, ...row.children])
    .filter(({ el, start }) => !Number.isNaN(start) && !el.classList.contains("k-break") && !el.classList.contains("cancelled"))
    .map(({ start, end }) => [start, end]).sort((a, b) => a[0] - b[0]);
  let seconds = 0, done = -Infinity;
  for (const [start, end] of busy) {
    eachPhase(mine, Math.max(start, done), end, (kind, a, b) => { if (kind === "n") seconds += b - a; });
    done = Math.max(done, end);
  }
  return seconds;
};

/* ---- Days of the host, dates of the reader ---- */

const regroup = () => {
  const main = $("main");
  for (const section of shownSections) if (!sections.includes(section)) section.el.remove();
  const byDate = state.by === "date" && mine && items.some((item) => !Number.isNaN(item.start));
  for (const section of sections) {
    section.el.hidden = byDate;
    if (!byDate) $("tbody", section.el).append(...section.rows.map((row) => row.el));
  }
  shownSections = byDate ? dateSections() : sections;
  if (byDate) main.prepend(...shownSections.map((section) => section.el));
  for (const section of shownSections) {
    for (const row of section.rows) for (const item of [row, ...row.children]) {
      if (item.under === section.day) continue;
      item.under = section.day;
      if (Number.isNaN(item.start)) continue;
      const columns = item.section.zones;
      item.cells.forEach((cell, i) => {
        if (cell === item.yours) return;
        const city = $(":scope > b", cell);
        cell.replaceChildren(...(city ? [city, " "] : []), ...clocksNodes(columns[i], item.start, item.end, item.under, dated));
      });
    }
  }
};

const dateSections = () => {
  const dates = new Map();
  const dayOfRow = (row) => (Number.isNaN(row.start) ? row.first : wall(mine, row.start).day);
  const order = rows.map((row, i) => ({ row, i, day: dayOfRow(row) }))
    .sort((a, b) => a.day - b.day || (a.row.start || 0) - (b.row.start || 0) || a.i - b.i);
  for (const { row, day } of order) {
    if (!dates.has(day)) {
      const id = "date-" + isoDay(day);
      const table = $("table", row.section.el).cloneNode(true);
      $("tbody", table).replaceChildren();
      const heading = make("h2", { id: id + "-h" }, make("span", { className: "day" }, dateName(day, FULL)));
      dates.set(day, {
        el: make("section", { id: "g-" + id, "aria-labelledby": id + "-h" }, heading, table), day, rows: [], zones: row.section.zones,
      });
    }
    dates.get(day).rows.push(row);
    $("tbody", dates.get(day).el).append(row.el);
  }
  return [...dates.values()];
};

/* ---- Search and filters ---- */

// fold makes letters comparable: no case, no accents; Hangul in its letters, so
// that half a syllable finds.
const fold = (s) => s.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const ownText = (item) => {
  if (item.text === undefined) {
    let text = "";
    for (const node of item.el.tagName === "TR" ? [$(".what", item.el), $(".note", item.el)] : [item.el]) {
      if (node) for (const child of node.childNodes) if (!(child.classList && (child.classList.contains("par") || child.classList.contains("act")))) text += child.textContent + " ";
    }
    item.text = fold(text);
  }
  return item.text;
};

const filter = () => {
  const form = $(".bar").elements;
  const wanted = fold(form.q.value).split(/\s+/).filter(Boolean);
  const keys = ["track", "room", "country", "person"].filter((key) => form[key] && form[key].value).map((key) => [key, form[key].value]);
  const fits = (item) => keys.every(([key, value]) => (item.el.dataset[key] || "").split(" ").includes(value)) &&
    wanted.every((word) => ownText(item).includes(word));
  let n = 0;
  for (const section of shownSections) {
    let any = false;
    for (const row of section.rows) {
      const own = fits(row), children = row.children.map(fits), shown = own || children.includes(true);
      row.children.forEach((child, i) => { child.el.hidden = !own && !children[i]; });
      row.el.hidden = !shown;
      any = any || shown;
      if (shown && !row.el.classList.contains("k-break")) n += row.children.length ? row.children.filter((c) => !c.el.hidden).length : 1;
    }
    section.el.hidden = !any && (keys.length > 0 || wanted.length > 0);
  }
  const active = keys.length || wanted.length;
  $(".none").hidden = n > 0 || !active;
  $(".state output").textContent = active ? words.found.replace("#", n) : "";
  fillDates();
  if (state.view === "rooms") drawRooms();
};

/* ---- Rooms beside each other ---- */

const drawRooms = () => {
  $$(".grid").forEach((grid) => grid.remove());
  for (const section of shownSections) $("table", section.el).hidden = state.view === "rooms";
  if (state.view !== "rooms") return;
  const names = new Map($$(".bar [name=room] option").map((option) => [option.value, option]));
  for (const section of shownSections) if (!section.el.hidden) section.el.append(roomGrid(section, names));
};

const roomGrid = (section, names) => {
  const list = section.rows.flatMap((row) => (row.children.length ? row.children : [row])).filter((item) => !item.el.hidden && !(item.parent && item.parent.el.hidden));
  const timed = list.filter((item) => !Number.isNaN(item.start));
  const rooms = [...names.keys()].filter((room) => room && list.some((item) => item.el.dataset.room === room));
  const edges = [...new Set(timed.flatMap((item) => [item.start, item.end]))].sort((a, b) => a - b);
  const grid = make("div", { className: "grid", tabIndex: 0, role: "region", "aria-label": words.rooms + ": " + $("h2", section.el).textContent });
  grid.style.gridTemplateColumns = "max-content repeat(" + Math.max(1, rooms.length) + ", minmax(10rem, 1fr))";
  const place = (el, row, to, column, columns) => {
    el.style.gridRow = row + " / " + to;
    el.style.gridColumn = column + " / span " + columns;
    grid.append(el);
  };
  place(make("b"), 1, 2, 1, 1);
  rooms.forEach((room, i) => place(make("b", { lang: names.get(room).lang || html.lang }, names.get(room).textContent), 1, 2, i + 2, 1));
  const host = section.zones[0];
  edges.slice(0, -1).forEach((t, i) => {
    const label = make("span", {}, make("b", {}, ...clockNodes(host, t, section.day)));
    if (mine && mine.offsets !== host.offsets) label.append(make("em", {}, ...clockNodes(mine, t, section.day)));
    place(label, i + 2, i + 3, 1, 1);
  });
  for (const item of timed) {
    const title = $(".h, h4", item.el), at = rooms.indexOf(item.el.dataset.room);
    const wide = at < 0 || item.el.classList.contains("k-break");
    const a = make("a", { href: "#" + (item.el.id || ""), className: item.el.className }, title.textContent);
    a.lang = ($("[lang]", title) || html).lang;
    const who = $(":scope > .who, .what > .who", item.el);
    if (who) a.append(make("small", {}, who.textContent));
    place(a, edges.indexOf(item.start) + 2, edges.indexOf(item.end) + 2, wide ? 2 : at + 2, wide ? Math.max(1, rooms.length) : 1);
  }
  return grid;
};

/* ---- What is on ---- */

const markNow = () => {
  const now = Date.now() / 1000;
  const title = (item) => $(".h, h4", item.el).textContent;
  let on = [], next;
  for (const item of items) {
    if (Number.isNaN(item.start)) continue;
    const is = item.start <= now && now < item.end && !item.el.classList.contains("cancelled");
    if (is !== item.el.classList.contains("on")) {
      item.el.classList.toggle("on", is);
      if (is) item.el.setAttribute("aria-current", "time"); else item.el.removeAttribute("aria-current");
    }
    if (is && !item.children.length) on.push(item);
    if (item.start > now && item.start - now < 86400 && (!next || item.start < next.start) && !item.el.classList.contains("cancelled")) next = item;
  }
  const line = $(".state .now");
  const link = (item) => (item.el.id ? make("a", { href: "#" + item.el.id }, title(item)) : title(item));
  const parts = [];
  if (on.length) parts.push(make("b", {}, words.now), " ", link(on[0]), ...(on.length > 1 ? [" +" + (on.length - 1)] : []));
  if (next) parts.push(...(on.length ? [" · "] : []), make("b", {}, words.next), " ", ...clockNodes(mine || zones.get(data.host), next.start, wall(mine || zones.get(data.host), now).day), " ", link(next));
  if (line.dataset.key !== String([on.map((item) => item.el.dataset.n), next && next.el.dataset.n, state.tz])) {
    line.dataset.key = String([on.map((item) => item.el.dataset.n), next && next.el.dataset.n, state.tz]);
    line.replaceChildren(...parts);
  }
};

/* ---- Choosing a zone ---- */

const zoneDialog = () => {
  const dialog = $("dialog.zones"), input = $("input", dialog), list = $("ul", dialog), pick = $(".pick");
  let countries, options = [], at = 0;
  const countryName = (code) => {
    countries = countries || new Intl.DisplayNames([html.lang], { type: "region", fallback: "code" });
    return code ? countries.of(code) : "";
  };
  // Other names of a zone, such as Asia/Calcutta, are found by that name alone.
  const haystack = (zone) => (zone.hay = zone.hay || fold([zone.name, zone.name.replace(/[_/]/g, " "),
    ...(zone.listed ? [zone.city, countryName(zone.country), zone.country, offsetText(offsetAt(zone, reference()))] : [])].join(" ")));
  const found = () => {
    const wanted = fold(input.value).split(/\s+/).filter(Boolean);
    if (!wanted.length) {
      const first = [...new Set([deviceZone(), state.tz, data.host, ...data.columns])].map((name) => zones.get(name)).filter(Boolean);
      return [...first, ...[...zones.values()].filter((zone) => zone.listed && !first.includes(zone)).sort((a, b) => offsetAt(a, data.from) - offsetAt(b, data.from) || a.city.localeCompare(b.city, html.lang))];
    }
    const rank = (zone) => (fold(zone.city).startsWith(wanted[0]) ? 0 : 1) + (zone.listed ? 0 : 2);
    return [...zones.values()].filter((zone) => wanted.every((word) => haystack(zone).includes(word))).sort((a, b) => rank(a) - rank(b) || a.city.localeCompare(b.city, html.lang));
  };
  const option = (zone, i) => {
    const t = reference();
    const where = [countryName(zone.country), zone.name === deviceZone() ? words.device : "", zone.name === data.host ? words.host : ""].filter(Boolean).join(" · ");
    const li = make("li", { id: "zone-" + i, role: "option" },
      make("div", {}, make("b", {}, zone.city), " ", make("small", {}, where)),
      make("span", {}, offsetText(offsetAt(zone, t))),
      make("small", { translate: false }, zone.name), make("span", {}, make("small", {}, ...clockNodes(zone, t, wall(zones.get(data.host) || zone, t).day))));
    li.setAttribute("aria-selected", zone.name === state.tz);
    return li;
  };
  const move = (to) => {
    if (!options.length) { input.removeAttribute("aria-activedescendant"); return; }
    list.children[at].classList.remove("at");
    at = Math.max(0, Math.min(options.length - 1, to));
    list.children[at].classList.add("at");
    list.children[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", "zone-" + at);
  };
  const show = () => {
    options = found();
    list.replaceChildren(...options.map(option));
    if (!options.length) list.append(make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, words.nozone));
    at = 0;
    move(0);
  };
  const take = (zone) => {
    if (!zone) return;
    dialog.close();
    choose(zone.name);
    memory.set("tz", zone.name);
    remember("tz", zone.name);
    refresh();
  };
  pick.addEventListener("click", () => { input.value = ""; dialog.showModal(); show(); input.focus(); });
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    if (event.key in steps) { event.preventDefault(); move(at + steps[event.key]); }
    if (event.key === "Enter") { event.preventDefault(); take(options[at]); }
  });
  list.addEventListener("click", (event) => {
    const li = event.target.closest("li");
    if (li) take(options[[...list.children].indexOf(li)]);
  });
};

/* ---- Calendars ---- */

// calendar gives the page's calendar file as its head and one text an event.
let calendarFile;
const calendar = async () => {
  if (!calendarFile) {
    const carried = $("#plenaria-calendar");
    const text = carried ? JSON.parse(carried.textContent) : await (async () => {
      const response = await fetch(data.calendar);
      if (!response.ok) throw new Error(response.status);
      return response.text();
    })();
    const [head, ...events] = text.replace(/END:VCALENDAR\r\n$/, "").split(/^(?=BEGIN:VEVENT\r\n)/m);
    if (events.length !== items.length) throw new Error("another calendar");
    calendarFile = { head, events };
  }
  return calendarFile;
};

const save = async (chosen, name) => {
  try {
    const { head, events } = await calendar();
    const text = head + chosen.map((item) => events[item.el.dataset.n]).join("") + "END:VCALENDAR\r\n";
    const url = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
    make("a", { href: url, download: name + ".ics" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  } catch {
    $(".state output").textContent = words.failed;
  }
};

const fileName = (item) => (item.el.id || "session").replace(/^s-/, "").replace(/[^\p{L}\p{N}._-]/gu, "-");

// services are the addresses that put one session into a calendar on the web.
const services = (item, title) => {
  const stamp = (t) => new Date(t * 1000).toISOString().replace(/[-:]|\.000/g, "");
  const room = $(":scope > .meta .room, .what > .meta .room", item.el);
  const page = /^https?:/.test(location.protocol) ? location.href.split("#")[0] : data.url || "";
  const details = [data.title, page && page + "#" + item.el.id].filter(Boolean).join("\n");
  const allDay = Number.isNaN(item.start);
  const from = allDay ? isoDay(item.first) : stamp(item.start), to = allDay ? isoDay(item.last + 1) : stamp(item.end);
  const google = new URLSearchParams({ action: "TEMPLATE", text: title, dates: (from + "/" + to).replace(/-/g, ""), details, location: room ? room.textContent : "" });
  const outlook = new URLSearchParams({
    path: "/calendar/action/compose", rru: "addevent", subject: title, body: details, location: room ? room.textContent : "",
    startdt: allDay ? from : new Date(item.start * 1000).toISOString(), enddt: allDay ? to : new Date(item.end * 1000).toISOString(), ...(allDay && { allday: "true" }),
  });
  return ["https://calendar.google.com/calendar/render?" + google,
    "https://outlook.live.com/calendar/0/deeplink/compose?" + outlook, "https://outlook.office.com/calendar/0/deeplink/compose?" + outlook];
};

const calendars = () => {
  const dialog = $("dialog.addto"), bar = $(".picked");
  if (!dialog) return;
  let item;
  const picked = () => items.filter((x) => { const box = $(":scope > .act input, .what > .act input", x.el); return box && box.checked; });
  $("main").addEventListener("click", (event) => {
    const button = event.target.closest(".add");
    if (!button) return;
    item = items[button.closest("[data-n]").dataset.n];
    const title = $(".h, h4", item.el).textContent;
    $("p", dialog).textContent = title;
    $$("a", dialog).forEach((a, i) => { a.href = services(item, title)[i]; });
    dialog.showModal();
  });
  $("li button", dialog).addEventListener("click", () => { dialog.close(); save([item], fileName(item)); });
  $$("li a", dialog).forEach((a) => a.addEventListener("click", () => dialog.close()));
  $("main").addEventListener("change", () => {
    const n = picked().length;
    bar.hidden = !n;
    $("span", bar).textContent = words.selected.replace("#", n);
  });
  $(".save", bar).addEventListener("click", () => save(picked(), "agenda"));
  $(".clear", bar).addEventListener("click", () => { $$(".act input").forEach((box) => { box.checked = false; }); bar.hidden = true; $("main").focus(); });
};

/* ---- Everything together ---- */

const refresh = () => {
  html.classList.toggle("only", state.only && !!mine);
  regroup();
  fillYours();
  drawRooms();
  markNow();
};

const bar = () => {
  const form = $(".bar");
  const names = $("select[name=country]", form) && new Intl.DisplayNames([html.lang], { type: "region", fallback: "code" });
  for (const option of $$("[name=country] option", form)) if (/^[A-Z]{2}$/.test(option.value)) option.textContent = names.of(option.value);
  state.by = state.by || $("[name=by]:checked", form)?.value || "host";
  const came = $("[name=by]:checked", form)?.value; // how the page came grouped
  for (const [key, value] of [["only", state.only ? "mine" : ""], ["by", state.by], ["view", state.view]]) {
    const radio = $$("[name=" + key + "]", form).find((x) => x.value === value);
    if (radio) radio.checked = true; else if (key === "view") state.view = "";
  }
  for (const key of ["q", "track", "room", "country", "person"]) if (form.elements[key] && query.get(key)) form.elements[key].value = query.get(key);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    const { name, value } = event.target;
    if (!name) return;
    remember(name, value, name === "by" ? came : "");
    if (name === "only") state.only = value === "mine";
    if (name === "by" || name === "view") state[name] = value;
    if (["only", "by", "view"].includes(name)) refresh();
    if (name !== "only") filter();
  });
  $(".print", form).addEventListener("click", () => print());
};

document.addEventListener("DOMContentLoaded", () => {
  readItems();
  shownSections = sections;
  bar();
  if (zones.size) {
    refresh();
    zoneDialog();
  }
  calendars();
  filter();
  for (const close of $$("dialog .close")) close.addEventListener("click", () => close.closest("dialog").close());
  $("main").addEventListener("click", (event) => {
    const a = event.target.closest(".grid a");
    if (!a) return;
    const list = $(".bar [name=view][value='']");
    list.checked = true;
    list.dispatchEvent(new Event("input", { bubbles: true }));
  });
  markNow();
  setInterval(markNow, 20000);
});

// For other scripts of a site: the zones, and what their clocks show at an instant.
window.plenaria = Object.freeze({ zones, wall });
})();
