// How long the page takes for a learning plan on a slow phone, and how often it proves the best one: large questions (30
// competences, 200 offers) put into a real self-check page, whose own module answers them.
//
//     node plan-bench.mjs SITE [QUESTIONS]      prints the times as JSON; `cargo xtask bench plan` makes a table of them
import { readFileSync } from "node:fs";
import { join } from "node:path";
process.env.ROADMAP_SITE ??= process.argv[2];
const { openBrowser, openPage, phone } = await import("./browser.mjs");
const { goThrough, open, start } = await import("./self-check.mjs");
const { serveSite } = await import("./server.mjs");
const { folder, occupationCheck } = await import("./site.mjs");

const slowDown = 4;
const hours = [2, 8, 20];
const questions = Number(process.argv[3] ?? 50);
const sizes = { competences: 30, offers: 200 };

/** Numbers below a limit from a seed (mulberry32). */
function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return (limit) => Math.floor(next() * limit);
}

const two = (number) => String(number).padStart(2, "0");

/** A self-check of one rating for each competence, targets, and offers of 1 to 3 raises, 30 % with a requirement. */
function question(page, seed) {
  const below = random(seed);
  const ids = Array.from({ length: sizes.competences }, (_, number) => `k${two(number)}`);
  const entry = /<li class="item-entry" data-item="([^"]*)">(?:(?!<\/li>)[\s\S])*<\/li>/g;
  const [{ 0: rating, 1: name }] = page.matchAll(entry);
  const [, json] = page.match(/id="check-data">([\s\S]*?)<\/script>/);
  const data = JSON.parse(json);
  const item = data.items.find(({ id }) => id === name);
  data.blueprint = { ...data.blueprint, tasks: 1, ratings: ids.length, form: ids.length };
  data.scales = ids.map((id) => ({ id: `self-${id}`, facet: "self", title: id, competences: [id] }));
  data.items = ids.map((id) => ({ ...item, id: `${id}-r1`, group: `${id}-r1`, competence: id }));
  data.competences = ids.map((id) => ({ id, title: id, url: "./" }));
  const targets = Object.fromEntries(ids.map((id) => [id, 1 + below(4)]));
  data.targets = { einstieg: targets, fachkraft: targets, leitung: targets };
  data.offers.list = Array.from({ length: sizes.offers }, (_, number) => {
    const raised = new Set(Array.from({ length: 1 + below(3) }, () => below(ids.length)));
    const raises = [...raised].flatMap((competence) => {
      const from = below(4);
      return [competence, from, from + 1 + below(Math.min(2, 4 - from))];
    });
    const requires = number > 0 && below(10) < 3 ? [below(number)] : [];
    return [`angebot-${number}`, `Angebot ${number}`, 15 * (1 + below(24)), 0, [below(data.offers.formats.length)], raises, requires];
  });
  const answers = ids.map(() => below(5));
  const html = page
    .replace(json, () => JSON.stringify(data).replaceAll("<", "\\u003c"))
    .replace(/(<ol class="items">)[\s\S]*<\/li>\s*<\/ol>([\s\S]*?<div id="check-nav")/, (_, before, after) =>
      [before, ...ids.map((id, place) => rating.replaceAll(name, `${id}-r1`).replaceAll(/"q\d+/g, `"q${place}`)), "</ol>", after].join("\n"),
    )
    .replace(/(<ol class="key-list">)(<li>[\s\S]*?<\/li>)\n<li>[\s\S]*?(<\/ol>)/, (_, before, solution, after) =>
      [before, ...ids.map(() => solution), after].join("\n"),
    )
    .replace(/(<select id="plan-hours">)[\s\S]*?(<\/select>)/, (_, before, after) =>
      [before, ...[1, ...hours].map((hour) => `<option value="${hour}">${hour}</option>`), after].join(""),
    );
  return { html, answers };
}

const template = readFileSync(join(folder, occupationCheck.file), "utf8");
const browser = await openBrowser();
const server = await serveSite(folder);
const times = new Map(hours.map((hour) => [hour, []]));
const page = await openPage(browser, phone);
const session = await page.context().newCDPSession(page);
for (let seed = 1; seed <= questions; seed++) {
  const { html, answers } = question(template, seed);
  await page.route(`**${occupationCheck.address}`, (route) => route.fulfill({ body: html, contentType: "text/html" }));
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await open(page, server.url + occupationCheck.address);
  await start(page);
  await goThrough(page, async (_, number) => {
    await page.evaluate((answer) => {
      document.querySelectorAll(".item-entry:not([hidden]) input[type=radio]")[answer].click();
      document.querySelector("#check-next").click();
    }, answers[number]);
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowDown });
  for (const hour of hours) {
    const measured = await page.evaluate((hour) => {
      const select = document.querySelector("#plan-hours");
      select.value = String(hour);
      const before = performance.now();
      select.dispatchEvent(new Event("change", { bubbles: true }));
      const milliseconds = performance.now() - before;
      const outcome = document.querySelector("#plan-outcome");
      return {
        milliseconds,
        steps: outcome.querySelectorAll("[data-offer]").length,
        proven: outcome.querySelector("[data-if=best]") !== null,
        bounded: outcome.querySelector("[data-if=bound]") !== null,
      };
    }, hour);
    if (measured.proven === measured.bounded) throw new Error(`question ${seed}, ${hour} hours: neither or both of proof and bound`);
    times.get(hour).push(measured);
  }
  await page.unroute(`**${occupationCheck.address}`);
}
await browser.close();
await server.close();

const rows = [...times].map(([hour, measured]) => {
  const sorted = measured.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
  return {
    hours: hour,
    plans: measured.length,
    proven: measured.filter(({ proven }) => proven).length,
    bounded: measured.filter(({ bounded }) => bounded).length,
    within: measured.filter(({ milliseconds, proven }) => proven && milliseconds < 200).length,
    steps: measured.reduce((sum, { steps }) => sum + steps, 0) / measured.length,
    median: sorted[Math.floor(sorted.length / 2)],
    max: sorted.at(-1),
  };
});
console.log(JSON.stringify({ slowDown, ...sizes, rows }));
