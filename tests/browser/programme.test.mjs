// A programme: the suitability check by keyboard, from the first criterion to the printed guide for a talk, with nothing kept;
// and the timeline from a start that the reader chooses, as table and as calendar file.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { focus, openBrowser, openPage, overflow, phone, tabTo } from "./browser.mjs";
import { assertNothing } from "./nothing.mjs";
import { nothingStored, stored } from "./self-check.mjs";
import { serveSite } from "./server.mjs";
import { folder } from "./site.mjs";

const address = "/programme/digitallotsen/";

let browser, server;
before(async () => {
  [browser, server] = await Promise.all([openBrowser(), serveSite(folder)]);
});
after(async () => {
  await browser?.close();
  await server?.close();
});

async function open(options) {
  const page = await openPage(browser, options);
  await page.goto(server.url + address);
  await page.locator("body[data-running]").waitFor();
  return page;
}

const guide = (page) => page.locator("#guide");
const headings = (page) => guide(page).locator("h4").allInnerTexts();

test("the suitability check by keyboard alone, up to the print", async () => {
  const page = await open({ viewport: phone.viewport });
  await page.evaluate(() => {
    window.print = () => (window.printed = (window.printed ?? 0) + 1);
  });
  const criteria = await page.locator(".criterion").count();
  assert.equal(criteria, 10);
  const requests = server.requests.length;
  for (let place = 0; place < criteria - 1; place++) {
    const name = await page.locator(".criterion").nth(place).locator("input").first().getAttribute("name");
    const now = await tabTo(page, (now) => now.name === name);
    assert.ok(now.visible && now.marked, `the focus shows in criterion ${place + 1}`);
    // The first answer, then the second, then the third.
    await page.keyboard.press("Space");
    for (let down = 0; down < place % 3; down++) await page.keyboard.press("ArrowDown");
  }
  // Enter in an input is what the button does.
  await page.keyboard.press("Enter");
  assert.match((await focus(page)).text, /^Ihre Gesprächshilfe: Digitallotsen/, "the guide has the focus");

  assert.deepEqual(await headings(page), ["Das bringen Sie mit", "Darüber lohnt es sich zu sprechen", "Noch offen"]);
  const lists = guide(page).locator(".guide-list");
  assert.deepEqual(
    [await lists.nth(0).locator("li").count(), await lists.nth(1).locator("li").count(), await lists.nth(2).locator("li").count()],
    [3, 6, 1],
  );
  // Each entry has the criterion, the chosen sentence and what to talk about.
  const third = page.locator(".criterion").nth(2);
  const entry = await lists.nth(0).locator("li").first().innerText();
  assert.ok(entry.startsWith(await third.locator(".criterion-title").innerText()), entry);
  assert.ok(entry.includes((await third.locator("label").nth(2).innerText()).replace(/^…\s*/, "")), entry);
  assert.ok(entry.includes((await third.locator(".talk").textContent()).trim()), entry);
  assert.doesNotMatch(entry, /… …/);
  // No score, no ranking.
  assert.doesNotMatch(await page.locator("#guide-text").innerText(), /\d+ (von|Punkt)|%|Rang \d/);

  await tabTo(page, (now) => now.id === "guide-print");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => window.printed), 1);
  await page.emulateMedia({ media: "print" });
  assert.ok(await guide(page).isVisible());
  for (const other of ["#criteria", "#zeitplan", "h1", ".site-footer", "#guide-print"])
    assert.equal(await page.locator(other).isVisible(), false, `${other} is not on the paper`);
  await page.emulateMedia({ media: "screen" });

  await tabTo(page, (now) => now.id === "guide-erase");
  await page.keyboard.press("Enter");
  assert.equal(await guide(page).isVisible(), false);
  assert.equal(await page.locator("#guide-text").textContent(), "");
  assert.equal(await page.locator("#criteria input:checked").count(), 0);
  assert.equal((await focus(page)).type, "radio", "back at the first criterion");
  assert.deepEqual(await stored(page), nothingStored);
  assert.equal(server.requests.length, requests);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("each criterion is a group with a name and its question as description", async () => {
  const page = await open();
  const first = page.locator(".criterion").first();
  const title = await first.locator(".criterion-title").innerText();
  const group = page.getByRole("group", { name: new RegExp(title) });
  const snapshot = await group.ariaSnapshot();
  assert.equal(snapshot.match(/- radio "/g)?.length, 3, snapshot);
  const described = await group.getAttribute("aria-describedby");
  assert.equal(await page.locator(`#${described}`).innerText(), await first.locator(".criterion-question").innerText());
  await page.context().close();
});

test("the timeline from a chosen day, as table and as calendar file", async () => {
  const page = await open();
  const start = page.getByLabel("Erster Tag");
  const list = page.locator("#timeline");
  const weeks = await list.locator("li").evaluateAll((items) => items.map((item) => Number(item.dataset.week)));
  const titles = await list.locator(".timeline-title").allInnerTexts();
  assert.ok(weeks.length > 1);
  await start.fill("2027-12-06");
  assert.equal(await list.isVisible(), false);

  const names = new Intl.DateTimeFormat("de-DE", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const days = weeks.map((week) => new Date(Date.UTC(2027, 11, 6 + 7 * week)));
  const rows = page.getByRole("table", { name: "Der Zeitplan" }).locator("tbody tr");
  assert.deepEqual(await rows.locator(".timeline-day").allInnerTexts(), days.map((day) => names.format(day)));
  assert.deepEqual(await rows.locator("strong").allInnerTexts(), titles);
  const told = await page.locator("#timeline-status").innerText();
  assert.ok(told.includes(names.format(days[0])) && told.includes(names.format(days.at(-1))), told);

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Als Kalenderdatei speichern" }).click()]);
  assert.equal(download.suggestedFilename(), "zeitplan.ics");
  const events = parse(await readFile(await download.path(), "utf8"));
  const compact = (day, later = 0) => new Date(day.getTime() + later * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");
  assert.deepEqual(
    events.map((event) => [event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"], event.SUMMARY]),
    days.map((day, place) => [compact(day), compact(day, 1), titles[place]]),
  );
  assert.equal(new Set(events.map(({ UID }) => UID)).size, events.length);
  assert.match(await page.locator("#timeline-status").innerText(), /zeitplan\.ics/);

  await start.fill("");
  assert.ok(await list.isVisible(), "without a day there is the list of weeks");
  assert.equal(await rows.count(), 0);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

/** The entries of a calendar file (RFC 5545): lines unfolded, values of texts unescaped. */
function parse(file) {
  assert.ok(file.startsWith("BEGIN:VCALENDAR\r\n") && file.endsWith("END:VCALENDAR\r\n"));
  for (const line of file.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, line);
  const events = [];
  for (const line of file.replaceAll("\r\n ", "").split("\r\n")) {
    const [, name, value] = line.match(/^([^:]*):(.*)$/) ?? [];
    if (line === "BEGIN:VEVENT") events.push({});
    else if (name && name !== "END" && events.length) events.at(-1)[name] = value.replaceAll("\\n", "\n").replace(/\\([,;\\])/g, "$1");
  }
  return events;
}

test("axe, 320 pixels and forced colours with guide and table on the screen", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await open({ colorScheme, viewport: { width: 320, height: 640 } });
    await page.locator(".criterion label").first().click();
    await page.getByRole("button", { name: "Gesprächshilfe zeigen" }).click();
    await page.getByLabel("Erster Tag").fill("2027-05-03");
    assertNothing(await violations(page), colorScheme);
    assert.equal(await overflow(page), 0, "wider than 320 px");
    await page.emulateMedia({ forcedColors: "active", colorScheme });
    assert.equal(await guide(page).evaluate((box) => getComputedStyle(box).borderTopStyle), "solid");
    await page.context().close();
  }
});

test("without its program the criteria are a sheet to tick and the timeline a list", async () => {
  const bare = await serveSite(folder, (html) => html.replace(/<script type="module">[^]*?<\/script>/, ""));
  const page = await openPage(browser);
  await page.goto(bare.url + address);
  assert.equal(await page.locator(".criterion .talk:visible").count(), 10, "the questions for the talk");
  assert.ok(await page.locator("#timeline").isVisible());
  assert.equal(await page.locator("#timeline-start").isVisible(), false);
  assert.equal(await page.getByRole("button", { name: "Gesprächshilfe zeigen" }).count(), 0);
  assertNothing(await violations(page), "without its program");
  await page.context().close();
  await bare.close();
});
