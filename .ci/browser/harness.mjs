// What the tests in a browser share: Chromium, a server, and the list of what failed.
import { chromium } from "playwright-core";
import http from "node:http";
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

export const folder = path.resolve(process.argv[2]);
export const want = (name) => JSON.parse(fs.readFileSync(path.join(folder, name + ".json"), "utf8"));
export const file = (name, query = "") => pathToFileURL(path.join(folder, name + ".html")) + (query && "?" + query);

let checks = 0;
export const faults = [];
export const check = (name, ok, detail = "") => {
  checks++;
  if (!ok) faults.push(name + (detail === "" ? "" : ": " + detail));
};
export const equal = (name, got, wanted) => {
  const [a, b] = [JSON.stringify(got), JSON.stringify(wanted)];
  check(name, a === b, "got " + a + ", want " + b);
};
export const count = () => checks;

export const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });

// open gives a page that reports what no page may do: errors, breaches of its
// policy, requests to anywhere but its own folder, and layout shifts.
export const open = async (url, { context = {}, before, quiet } = {}) => {
  const c = context.newPage ? context : await browser.newContext({ timezoneId: "America/Santiago", viewport: { width: 1280, height: 900 }, ...context });
  const page = await c.newPage();
  const name = url.replace(/^.*\//, "");
  const home = url.startsWith("file:") ? pathToFileURL(folder).href : new URL(url).origin;
  page.on("console", (m) => { if (["error", "warning"].includes(m.type()) && !quiet) check(name, false, "console: " + m.text()); });
  page.on("pageerror", (e) => check(name, false, String(e)));
  page.on("request", (r) => { if (!/^(data|blob):/.test(r.url()) && !r.url().startsWith(home)) check(name, false, "asked for " + r.url()); });
  await page.addInitScript(() => {
    window.seen = { shift: 0, violations: [] };
    // The standard lets pass what moves within 500 ms of a click or a key. A busy machine paints later than
    // that, so the 500 ms are counted from the frame that answers, which is painted when the next one begins.
    const inputs = [];
    for (const type of ["pointerdown", "click", "keydown", "input", "change"]) {
      addEventListener(type, () => {
        const input = { from: performance.now(), to: Infinity };
        inputs.push(input);
        const painted = () => setTimeout(() => { input.to = performance.now() + 500; });
        requestAnimationFrame(() => requestAnimationFrame(painted));
      }, true);
    }
    document.addEventListener("securitypolicyviolation", (e) => window.seen.violations.push(e.violatedDirective + " " + e.blockedURI));
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const answers = inputs.some(({ from, to }) => from <= entry.startTime && entry.startTime <= to);
        if (!entry.hadRecentInput && !answers) window.seen.shift += entry.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  if (before) await before(page);
  await page.goto(url);
  return page;
};

// calm checks what open has watched, and closes the page.
export const calm = async (page) => {
  const name = page.url().replace(/^.*\//, "");
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
  const seen = await page.evaluate(() => window.seen);
  equal(name + " layout shift", seen.shift, 0);
  equal(name + " breaches of the policy", seen.violations, []);
  await page.close();
};

// serve gives the folder over HTTP, pages in pieces as a slow line brings them.
export const serve = () => new Promise((ready) => {
  const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".ics": "text/calendar; charset=utf-8" };
  const server = http.createServer(async (request, response) => {
    const name = path.join(folder, path.basename(new URL(request.url, "http://x").pathname));
    if (!fs.existsSync(name)) { response.writeHead(request.url === "/favicon.ico" ? 204 : 404).end(); return; }
    response.writeHead(200, { "Content-Type": types[path.extname(name)] || "text/plain" });
    const bytes = fs.readFileSync(name);
    for (let i = 0; i < bytes.length; i += 6000) {
      response.write(bytes.subarray(i, i + 6000));
      if (name.endsWith(".html")) await new Promise((done) => setTimeout(done, 60));
    }
    response.end();
  }).listen(0, "127.0.0.1", () => ready({ origin: "http://127.0.0.1:" + server.address().port, close: () => server.close() }));
});

// live writes an agenda and serves it by the command, on a port of its own.
export const live = async (text) => {
  const agenda = path.join(fs.mkdtempSync(path.join(folder, "live-")), "live.yaml");
  const write = (text) => {
    fs.writeFileSync(agenda + ".new", text);
    fs.renameSync(agenda + ".new", agenda); // as editors do
  };
  write(text);
  const command = spawn(path.join(folder, "plenaria"), ["--tzdata=pinned", "serve", agenda, "--listen=127.0.0.1:0"], { stdio: ["ignore", "inherit", "pipe"] });
  process.on("exit", () => command.kill("SIGKILL"));
  const ended = new Promise((done) => command.on("close", done));
  let said = "";
  const origin = await new Promise((ready, fail) => {
    command.on("error", fail);
    command.on("close", () => fail(new Error("serve has ended: " + said)));
    command.stderr.on("data", (bytes) => {
      said += bytes;
      const address = said.match(/(http:\/\/\S+)\/ shows /);
      if (address) ready(address[1]);
    });
  });
  const close = async () => {
    command.kill("SIGINT");
    equal("exit status of serve after Ctrl-C", await ended, 0);
  };
  return { origin, write, close };
};

// shown gives what a reader sees of each session: its title, and the date and
// clock of start and end in the reader's zone; nothing of a session that has no
// clocks of its own.
export const shown = (page) => page.evaluate(() => {
  const mine = document.documentElement.dataset.mine;
  const selector = mine === undefined ? ".t.you" : ".t.c" + mine;
  return [...document.querySelectorAll("[data-n]")].sort((a, b) => a.dataset.n - b.dataset.n).map((el) => {
    const cell = el.tagName === "TR" ? [...el.cells].find((c) => c.matches(selector)) : el.querySelector(":scope > .own > " + selector);
    const times = cell ? [...cell.querySelectorAll("time")] : [];
    return {
      title: el.querySelector(".h, h4").textContent,
      clocks: times.flatMap((t) => [t.dateTime.slice(0, 10), t.textContent]),
      machine: times.flatMap((t) => [t.dateTime.slice(0, 10), t.dateTime.slice(11, -6)]),
      visible: !cell || getComputedStyle(cell).display !== "none",
      inherits: !cell,
    };
  });
});
