// The tests of the page in Chromium: node test.mjs FOLDER, with the folder that
// the command beside this file has filled. Names of tests behind it choose some.
import fs from "node:fs";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { createRequire } from "node:module";
import { browser, calm, check, count, equal, faults, file, folder, live, open, serve, shown, want } from "./harness.mjs";

const readers = ["Asia/Seoul", "America/Panama", "America/Santiago", "Pacific/Apia", "Asia/Kathmandu", "Asia/Calcutta"];
const pages = ["redgealc-2021.es", "redgealc-2021.en", "redgealc-2021.ko", "webinar-2021.ko", "trip-2026.ko", "training-2018.en", "egov-2020.ko", "course.en", "course.ko", "world.en"];

// Every clock on every page, in the zones of six browsers, is the library's.
const clocks = async () => {
  for (const name of pages) {
    const sessions = want(name.split(".")[0]).Sessions;
    for (const zone of readers) {
      const page = await open(file(name), { context: { timezoneId: zone } });
      const got = await shown(page);
      equal(name + " sessions", got.length, sessions.length);
      got.forEach((session, i) => {
        if (session.inherits) return;
        const wanted = sessions[i].Clocks[zone] || [];
        equal(`${name} in ${zone}, ${session.title}`, session.clocks, wanted);
        equal(`${name} in ${zone}, ${session.title}, datetime`, session.machine, wanted);
        check(`${name} in ${zone}, ${session.title}`, session.visible, "cannot be seen");
      });
      await calm(page);
    }
  }
};

// The table in the page gives the offset of every zone of the database.
const zones = async () => {
  for (const name of ["redgealc-2021", "course", "world", "large"]) {
    const { Instants, Offsets } = want(name);
    const page = await open(file(name + ".en"));
    const wrong = await page.evaluate(([instants, offsets]) => {
      const bad = [];
      for (const [zone, list] of Object.entries(offsets)) {
        const z = window.plenaria.zones.get(zone);
        if (!z) bad.push(zone + " is not there");
        else list.forEach((offset, i) => { if (window.plenaria.wall(z, instants[i]).offset !== offset) bad.push(zone + " at " + instants[i]); });
      }
      return bad;
    }, [Instants, Offsets]);
    equal(name + " offsets of all zones", wrong.slice(0, 5), []);
    equal(name + " number of zones", await page.evaluate(() => window.plenaria.zones.size), Object.keys(Offsets).length);
    await calm(page);
  }
};

// A zone is found by its city in the page's language, its country and its name;
// the choice is in the address and remembered.
const picking = async () => {
  for (const [query, zone] of [["카트만", "Asia/Kathmandu"], ["네팔", "Asia/Kathmandu"], ["칠레 산티", "America/Santiago"], ["calcutta", "Asia/Calcutta"], ["america/sao_paulo", "America/Sao_Paulo"], ["UTC+05:45", "Asia/Kathmandu"]]) {
    const page = await open(file("redgealc-2021.ko"));
    await page.focus(".pick");
    await page.keyboard.press("Enter");
    await page.keyboard.type(query);
    await page.keyboard.press("Enter");
    equal("picked by " + query, await page.evaluate(() => new URLSearchParams(location.search).get("tz")), zone);
    check("address of " + zone, page.url().endsWith("?tz=" + zone), page.url());
    equal("focus after picking", await page.evaluate(() => document.activeElement.className), "pick");
    const got = (await shown(page))[0].clocks;
    if (readers.includes(zone)) equal("clocks of " + zone, got, want("redgealc-2021").Sessions[0].Clocks[zone]);
    await calm(page);
  }
  const context = await browser.newContext({ timezoneId: "America/Panama" });
  const city = (page) => page.textContent(".pick b");
  let page = await open(file("redgealc-2021.en"), { context });
  equal("the browser's own zone", await city(page), "Panama");
  equal("its column is the host's", await page.evaluate(() => document.documentElement.dataset.mine), "0");
  await page.click(".pick");
  await page.keyboard.type("apia");
  await page.keyboard.press("Enter");
  await page.close();
  page = await open(file("redgealc-2021.en"), { context });
  equal("the remembered zone", await city(page), "Apia");
  await page.close();
  page = await open(file("redgealc-2021.en", "tz=Asia/Seoul"), { context });
  equal("the zone of the address", await city(page), "Seoul");
  await page.close();
  page = await open(file("redgealc-2021.en", "tz=Mars/Olympus"), { context });
  equal("an unknown zone in the address", await city(page), "Apia");
  await page.click(".pick");
  await page.keyboard.type("atlantis");
  equal("nothing found", await page.textContent("[role=listbox]"), "No zone matches.");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  check("the dialog closes", !(await page.isVisible("dialog.zones")));
  await context.close();
};

// What the script draws for Seoul is what the library has drawn.
const strips = async () => {
  for (const name of ["redgealc-2021.en", "course.en", "webinar-2021.ko"]) {
    const page = await open(file(name));
    const pairs = await page.evaluate(() => [...document.querySelectorAll(".strips")].flatMap((strips) => [...strips.querySelectorAll(".strip:not(.you)")].map((s) => s.dataset.z)));
    for (const zone of new Set(pairs)) {
      await page.goto(file(name, "tz=" + zone));
      const drawn = await page.evaluate((zone) => [...document.querySelectorAll(".strips")].map((strips) => {
        const text = (strip) => [...strip.querySelectorAll("svg > *, .hours > *, small:not(:empty)")].map((e) => [e.tagName, (e.getAttribute("class") || "").trim(), e.getAttribute("x"), e.getAttribute("x1"), e.getAttribute("width"), e.textContent].join()).join(" ");
        return [text(strips.querySelector(".you")), text(strips.querySelector(`[data-z="${zone}"]`))];
      }), zone);
      for (const [mine, library] of drawn) equal(name + " strip of " + zone, mine, library);
    }
    await calm(page);
  }
};

// Without scripts: the host's clock and the others', nothing that does not work.
const bare = async () => {
  const page = await open(file("redgealc-2021.ko"), { context: { javaScriptEnabled: false } }).catch((e) => check("no script", false, e));
  if (!page) return;
  equal("columns without script", await page.locator("#day-1 thead th:visible").allTextContents(), ["파나마 UTC−05:00", "서울 UTC+09:00", "주요 일정", "비고"]);
  equal("controls without script", await page.locator("button:visible, input:visible, select:visible").count(), 0);
  await page.close();
};

// Both groupings: each row under the date of its start, marks against that date.
const grouping = async () => {
  for (const name of ["redgealc-2021.en", "course.en", "world.en"]) {
    const page = await open(file(name, "tz=Asia/Seoul"));
    const clocks = async () => JSON.stringify(await page.evaluate(() => [...document.querySelectorAll("tbody tr")].map((tr) => tr.querySelector(".c0").innerHTML)));
    const before = await clocks(), rows = await page.locator("tbody tr").count();
    await page.check("[name=by][value=date]", { force: true });
    check(name + " by date in the address", page.url().includes("by=date"));
    const groups = await page.evaluate(() => [...document.querySelectorAll("main > section:not([hidden])")].map((section) => ({
      date: section.id.replace("g-date-", ""),
      starts: [...section.querySelectorAll("tbody tr")].map((tr) => tr.querySelector(":scope > .you time")?.dateTime.slice(0, 10)).filter(Boolean),
      marks: [...section.querySelectorAll("tbody tr")].map((tr) => tr.querySelector(":scope > .you > sup:nth-child(2)")).filter(Boolean).length,
    })));
    for (const group of groups) {
      check(name + " on " + group.date, group.starts.every((d) => d === group.date), group.starts.join());
      equal(name + " marks of starts on " + group.date, group.marks, 0);
    }
    equal(name + " dates ascend", groups.map((g) => g.date), groups.map((g) => g.date).sort());
    equal(name + " rows by date", await page.locator("main > section:not([hidden]) tbody tr").count(), rows);
    await page.check("[name=by][value=host]", { force: true });
    equal(name + " rows by host again", await clocks(), before);
    await page.close();
  }
};

const visibleRows = (page) => page.evaluate(() => [...document.querySelectorAll("tbody tr")].filter((tr) => !tr.hidden && !tr.closest("[hidden]")).map((tr) => tr.id.replace(/^s-/, "")));

const filters = async () => {
  let page = await open(file("course.en"));
  for (const [q, ids] of [["signatures", ["labs"]], ["nunez", ["labs", "countries-1"]], ["COUNTRIES (2)", ["countries-2"]], ["zzz", []]]) {
    await page.fill("[name=q]", q);
    equal("search " + q, await visibleRows(page), ids);
  }
  check("nothing found is told", await page.isVisible(".none"));
  await page.fill("[name=q]", "");
  await page.selectOption("[name=track]", "security");
  equal("track", await visibleRows(page), ["labs", "security", "clinic"]);
  equal("its parallel sessions", await page.locator("#s-labs .par > li:visible").count(), 1);
  await page.selectOption("[name=room]", "lab");
  equal("track and room", await visibleRows(page), ["security", "clinic"]);
  equal("told", await page.textContent(".state output"), "Sessions: 2");
  check("in the address", page.url().includes("track=security") && page.url().includes("room=lab"), page.url());
  equal("a country's name", await page.locator("[name=country] option[value=PE]").textContent(), "Peru");
  await page.close();
  page = await open(file("course.ko", "country=PE&person=lima"));
  equal("filters of the address", await visibleRows(page), ["labs", "panel", "clinic", "countries-2"]);
  await page.fill("[name=q]", "상");
  equal("Hangul", await visibleRows(page), ["clinic"]);
  await page.close();
};

const rooms = async () => {
  const page = await open(file("course.en"));
  await page.check("[name=view][value=rooms]", { force: true });
  equal("rooms of day 1", await page.locator("#day-1 .grid > b").allTextContents(), ["", "Main hall", "Laboratory", "Seminar room"]);
  const box = async (id) => page.locator(`.grid a[href="#s-${id}"]`).boundingBox();
  const [forms, keys, open_] = [await box("lab-forms"), await box("lab-keys"), await box("lab-open")];
  check("parallel sessions beside each other", forms.y === keys.y && forms.x < keys.x && open_.x < forms.x && open_.y > forms.y, JSON.stringify([forms, keys, open_]));
  await page.click('.grid a[href="#s-panel"]');
  check("a session in the grid leads to the list", await page.isVisible("#s-panel"));
  await calm(page);
};

const now = async () => {
  for (const [at, on, next] of [["2021-11-18T14:50:00Z", ["cross-border"], "Break"], ["2021-11-18T19:00:00Z", ["thematic", "cybersecurity", "open-data", "e-signature", "innovation", "interoperability", "measurement", "public-software"], "Korea's digital"], ["2030-01-01T00:00:00Z", [], ""]]) {
    const page = await open(file("redgealc-2021.en"), { before: (p) => p.clock.setFixedTime(new Date(at)) });
    equal("on at " + at, await page.locator(".on").evaluateAll((list) => list.map((e) => e.id.replace("s-", ""))), on);
    equal("said to screen readers at " + at, await page.locator("[aria-current=time]").count(), on.length);
    check("next at " + at, (await page.textContent(".state .now")).includes(next), await page.textContent(".state .now"));
    await calm(page);
  }
};

// vevents gives the UIDs of a calendar file, and fails on what is none.
const vevents = (name, text) => {
  check(name + " is a calendar", text.startsWith("BEGIN:VCALENDAR\r\n") && text.endsWith("END:VEVENT\r\nEND:VCALENDAR\r\n") && text.includes("BEGIN:VTIMEZONE"));
  return [...text.slice(text.indexOf("BEGIN:VEVENT")).matchAll(/^UID:(.*)@.*\r$/gm)].map((m) => m[1]);
};
const saved = async (page, click) => {
  const [download] = await Promise.all([page.waitForEvent("download"), click()]);
  return { name: download.suggestedFilename(), text: fs.readFileSync(await download.path(), "utf8") };
};

const calendars = async (base) => {
  for (const url of [file("course.en"), base + "/course.parts.html"]) {
    const page = await open(url);
    const kind = url.startsWith("file") ? "carried" : "fetched";
    await page.click("#s-lab-keys .add");
    const one = await saved(page, () => page.click("dialog.addto li button"));
    equal(kind + " file of one", [one.name, ...vevents("one", one.text)], ["lab-keys.ics", "lab-keys"]);
    await page.focus("#s-keynote .act input");
    await page.keyboard.press("Space");
    await page.check("#s-countries-2 .act input");
    await page.check("#s-exhibition .act input");
    equal(kind + " selected", await page.textContent(".picked span"), "Selected: 3");
    const three = await saved(page, () => page.click(".picked .save"));
    equal(kind + " file of three", vevents("three", three.text), ["keynote", "countries-2", "exhibition"]);
    const original = fs.readFileSync(path.join(folder, "course.ics"), "utf8");
    check(kind + " events are the library's", three.text.split(/^(?=BEGIN:VEVENT)/m).slice(1, -1).every((event) => original.includes(event)));
    await page.click(".picked .clear");
    check(kind + " nothing selected", !(await page.isVisible(".picked")));
    await page.click("#s-keynote .add");
    const links = await page.locator("dialog.addto li a").evaluateAll((list) => list.map((a) => decodeURIComponent(a.href).replace(/\+/g, " ")));
    check("Google's link", links[0].includes("dates=20270614T003000Z/20270614T013000Z") && links[0].includes("text=What a citizen sees") && links[0].includes("location=Main hall"), links[0]);
    check("Outlook's link", links[1].includes("startdt=2027-06-14T00:30:00.000Z") && links[1].includes("subject=What a citizen sees"), links[1]);
    await page.keyboard.press("Escape");
    await page.click("#s-exhibition .add");
    const days = await page.locator("dialog.addto li a").evaluateAll((list) => list.map((a) => decodeURIComponent(a.href)));
    check("links of whole days", days[0].includes("dates=20270615/20270617") && days[1].includes("startdt=2027-06-15&enddt=2027-06-17&allday=true"), days.join(" "));
    await page.keyboard.press("Escape");
    await calm(page);
  }
};

// The path of a keyboard from the top, and where the focus stays visible.
const keyboard = async () => {
  const page = await open(file("course.en"));
  const path_ = [];
  for (let i = 0; i < 15; i++) {
    await page.keyboard.press("Tab");
    path_.push(await page.evaluate(() => { const e = document.activeElement; return e.name || e.className || e.textContent.trim(); }));
  }
  equal("order of the focus", path_, ["skip", "한국어", "pick", "q", "track", "room", "country", "person", "only", "by", "view", "print", "Welcome", "", "add"]);
  check("the focus is seen", await page.evaluate(() => { const r = document.activeElement.getBoundingClientRect(); return document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2) === document.activeElement; }));
  await page.reload();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  equal("the skip link", await page.evaluate(() => document.activeElement.id), "programme");
  for (const selector of ["button:visible", "select:visible", ".act input:visible"]) {
    const small = await page.locator(selector).evaluateAll((list) => list.map((e) => e.getBoundingClientRect()).filter((r) => Math.min(r.width, r.height) < 16).length);
    equal("targets too small: " + selector, small, 0);
  }
  await page.close();
};

const axe = async () => {
  const source = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  const run = async (name, page) => {
    await page.evaluate(source);
    const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    equal("axe: " + name, violations.map((v) => v.id + ": " + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + " " + n.failureSummary).join(" | ")), []);
  };
  for (const name of ["redgealc-2021.ko", "course.en", "trip-2026.ko", "world.en"]) {
    for (const [look, context] of [["light", {}], ["dark", { colorScheme: "dark" }], ["phone", { viewport: { width: 375, height: 800 } }]]) {
      const page = await open(file(name), { context, before: (p) => p.clock.setFixedTime(new Date("2027-06-14T02:40:00Z")) });
      await run(name + " " + look, page);
      if (name === "course.en") {
        await page.check("[name=view][value=rooms]", { force: true });
        await run(name + " rooms " + look, page);
        await page.check("[name=view][value='']", { force: true });
        await page.click(".pick");
        await run(name + " zones " + look, page);
        await page.keyboard.press("Escape");
        await page.check("#s-keynote .act input");
        await page.click("#s-keynote .add");
        await run(name + " add " + look, page);
      }
      await page.close();
    }
  }
};

// The page prints as the table that the ministry handed out.
const paper = async () => {
  const page = await open(file("redgealc-2021.ko", "tz=Asia/Seoul&only=mine"));
  const pdf = path.join(folder, "print.pdf");
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  const text = execFileSync("pdftotext", ["-raw", pdf, "-"], { encoding: "utf8" }).normalize("NFC");
  const bare = (s) => s.replace(/\s/g, "");
  for (const wanted of ["1일차", "11.18. 22:30 ~ 11.19. 08:00", "11.18.(목)", "22:30 ~ 23:00", "개회사 및 축사", "11.19.(금)", "00:30 ~ 00:45", "7개 세션 동시 진행", "2일차", "11.19. 22:00 ~ 11.20. 06:00", "05:30 ~ 06:00", "폐회", "일자", "주요 일정", "비고"]) {
    check("print", bare(text).includes(bare(wanted)), "no " + wanted + " in\n" + text.slice(0, 1500));
  }
  check("print without controls", !text.includes("모든 국가") && !text.includes("이른 아침"));
  check("print on two sheets", (text.match(/\f/g) || []).length <= 2);
  await page.close();
};

// Nothing jumps, however slowly the page comes and however wide the screen is;
// and no phone needs to scroll sideways.
const steady = async (base) => {
  for (const name of ["redgealc-2021.en", "course.en", "world.en", "course.parts"]) {
    for (const width of [1280, 700, 375, 320]) {
      const page = await open(base + "/" + name + ".html", { context: { viewport: { width, height: 800 } } });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      check(name + " at " + width, wide <= width, "is " + wide + " wide");
      await calm(page);
    }
  }
};

const agendaOf = (title, zone = "America/Panama") => `plenaria: 1
id: live
title: Served
zone: ${zone}
languages: [en]
days: [{date: 2027-04-08, sessions: [{at: 09:00-10:00, id: a, title: ${title}}]}]
`;

// While somebody edits, the page follows without being loaded again by hand; what is wrong with the agenda
// stands on it until that is mended. Each step waits for what it wants to see; the marks on the window tell
// which page it is.
const editing = async () => {
  const served = await live(agendaOf("First title"));
  const page = await open(served.origin + "/");
  const sees = (title) => page.waitForFunction((title) => document.querySelector("tbody .h")?.textContent === title, title);
  const marked = () => page.evaluate(() => window.marked === true);
  const mark = () => page.evaluate(() => { window.marked = true; });
  await sees("First title");
  await mark();
  served.write(agendaOf("Second title"));
  await sees("Second title");
  equal("a new version is a page of its own", await marked(), false);
  await mark();
  served.write(agendaOf("Third title", "America/Panma"));
  const fault = await page.waitForSelector("[role=alert]", { state: "visible" });
  const text = await fault.textContent();
  check("the fault on the page", text.includes("live.yaml:4:7: zone: ") && text.includes("did you mean America/Panama?"), text);
  equal("the last good version stays", [await page.textContent("tbody .h"), await marked()], ["Second title", true]);
  served.write(agendaOf("Second title"));
  await page.waitForSelector("[role=alert]", { state: "detached" });
  equal("the page stays where the fault alone is gone", [await page.textContent("tbody .h"), await marked()], ["Second title", true]);
  served.write(agendaOf("Fourth title", "America/Panma"));
  await page.waitForSelector("[role=alert]");
  served.write(agendaOf("Fourth title"));
  await sees("Fourth title");
  equal("no fault any more", await page.locator("[role=alert]").count(), 0);
  await calm(page);
  await served.close();
};

// Of an agenda with faults from the start there is nothing but these, until they are mended.
const mending = async () => {
  const served = await live(agendaOf("First title", "America/Panma"));
  const page = await open(served.origin + "/", { quiet: true }); // the console has the status 503
  check("the fault alone", (await page.textContent("body")).includes("did you mean America/Panama?"), await page.textContent("body"));
  served.write(agendaOf("First title"));
  await page.waitForFunction(() => document.querySelector("tbody .h")?.textContent === "First title");
  await calm(page);
  await served.close();
};

// How long 2,000 sessions take; told, not judged.
const large = async () => {
  const page = await open(file("large.en"));
  const lines = [`load ${await page.evaluate(() => Math.round(performance.getEntriesByType("navigation")[0].loadEventEnd))} ms`];
  const act = async (title, run) => {
    const start = Date.now();
    await run();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    lines.push(`${title} ${Date.now() - start} ms`);
  };
  await act("first search", () => page.fill("[name=q]", "part 1777"));
  equal("large search", (await visibleRows(page)).length, 1);
  await act("search", () => page.fill("[name=q]", "person 12"));
  await act("clear", () => page.fill("[name=q]", ""));
  await act("track", () => page.selectOption("[name=track]", "track-3"));
  await page.selectOption("[name=track]", "");
  await page.click(".pick");
  await page.keyboard.type("kathm");
  await act("zone", () => page.keyboard.press("Enter"));
  const got = await shown(page), wanted = want("large").Sessions;
  check("large clocks", got.every((s, i) => JSON.stringify(s.clocks) === JSON.stringify(wanted[i].Clocks["Asia/Kathmandu"])));
  await act("dates", () => page.check("[name=by][value=date]", { force: true }));
  await act("days", () => page.check("[name=by][value=host]", { force: true }));
  await act("rooms", () => page.check("[name=view][value=rooms]", { force: true }));
  console.log("2,000 sessions: " + lines.join("; "));
  await page.close();
};

const server = await serve();
for (const [name, test] of Object.entries({ clocks, zones, picking, strips, bare, grouping, filters, rooms, now, calendars, keyboard, axe, paper, steady, editing, mending, large })) {
  if (process.argv.length > 3 && !process.argv.slice(3).includes(name)) continue;
  const start = Date.now(), before = faults.length;
  try { await test(server.origin); } catch (e) { check(name, false, e.stack); }
  console.log(`${name}: ${faults.length - before} faults (${((Date.now() - start) / 1000).toFixed(1)} s)`);
}
await browser.close();
server.close();
for (const fault of faults) console.log("FAULT " + fault);
console.log(`${count()} checks, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
