// The result's learning plan: the one that `roadmap plan` finds for the same profile, whatever the reader wishes; as a file for a
// calendar; and on paper only what the reader ticked.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import ICAL from "ical.js";
import { violations } from "./axe.mjs";
import { openBrowser, openPage, overflow, phone, tabTo } from "./browser.mjs";
import { assertNothing } from "./nothing.mjs";
import { roadmap as program } from "./roadmap.mjs";
import { answerFirst, goThrough, nothingStored, open, start, stored } from "./self-check.mjs";
import { serveSite } from "./server.mjs";
import { folder, occupationCheck, read } from "./site.mjs";

let browser, server, files, page;
before(async () => {
  [browser, server, files] = await Promise.all([openBrowser(), serveSite(folder), mkdtemp(join(tmpdir(), "plan-"))]);
  page = await openPage(browser, { ...phone, acceptDownloads: true });
  await open(page, server.url + occupationCheck.address);
  await start(page, { career: "fachkraft" });
  await goThrough(page, () => answerFirst(page));
});
after(async () => {
  await browser?.close();
  await server?.close();
  if (files) await rm(files, { recursive: true });
});

/** What the page shows as a plan, as `roadmap plan` says it. */
const shown = () =>
  page.evaluate(() => {
    const texts = (root, selector) => [...root.querySelectorAll(selector)].map((element) => element.textContent);
    const tenth = (text) => Number(text.replace(",", "."));
    return {
      sum: texts(document, ".plan-sum")[0],
      offers: [...document.querySelectorAll("#plan-outcome [data-offer]")].map((step) => ({
        id: step.dataset.offer,
        because: [...step.querySelectorAll("[data-list=lifts] li")].map(({ textContent, dataset: { from, to } }) => {
          const [, title, words, level] = textContent.match(/^(.*): (bis|auf dem Weg zu) Stufe (\d) von 4$/);
          const whole = Number.isInteger(tenth(to));
          if (Number(level) !== Math.ceil(tenth(to)) || (words === "bis") !== whole) throw new Error(`${textContent}: ${to}`);
          return { title, from: tenth(from), to: tenth(to) };
        }),
      })),
      remaining: texts(document, "[data-list=rest] li").map((text) => {
        const [, title, gap] = text.match(/^(.*): noch (\S+) Stufen$/);
        return { title, gap: tenth(gap) };
      }),
    };
  });

/** The plan of the command line for the answers of this result; `wishes` are its arguments. */
async function native(wishes) {
  const data = JSON.parse(await page.locator("#check-data").textContent());
  // "So wurde gerechnet" names every answer that counts with its points.
  const rows = await page.locator("[data-list=items] tr").evaluateAll((rows) =>
    rows.map((row) => [row.cells[0].textContent, parseInt(row.cells[1].textContent)]),
  );
  const write = async (name, value) => {
    const file = join(files, name);
    await writeFile(file, typeof value === "string" ? value : JSON.stringify(value));
    return file;
  };
  const answers = rows.map(([item, score]) => ({ item, score }));
  const blueprint = occupationCheck.address.split("/")[2];
  const roadmap = async (...args) => (await program(...args)).stdout;
  const bank = join(folder, `daten/banken/${blueprint}.json`);
  const profile = await roadmap("score", "--bank", bank, await write("answers.json", { format: "roadmap-answers/1", answers }));
  // A page carries the offers for its occupation only.
  const onPage = new Set(data.offers.list.map(([id]) => id));
  const all = JSON.parse(read("daten/lernangebote.json"));
  const offers = { ...all, offers: all.offers.filter(({ id }) => onPage.has(id)) };
  const target = join(folder, `daten/soll/${data.occupation}-fachkraft.json`);
  const plan = JSON.parse(
    await roadmap("plan", "--offers", await write("offers.json", offers), "--target", target, ...wishes, await write("profile.json", profile)),
  );
  assert.equal(plan.optimal, true);
  const titles = new Map(data.competences.map(({ id, title }) => [id, title]));
  // As shown: one decimal, halves to the even neighbour.
  const tenth = (number) => {
    const thousandths = Math.round(number * 1000);
    const [tenths, rest] = [Math.floor(thousandths / 100), thousandths % 100];
    return (tenths + (rest > 50 || (rest === 50 && tenths % 2 === 1))) / 10;
  };
  return {
    ...plan,
    offers: plan.offers.map(({ id, because }) => ({
      id,
      because: because.map(({ competence, from, to }) => ({ title: titles.get(competence), from: tenth(from), to: tenth(to) })),
    })),
    remaining: new Map(plan.remaining.map(({ competence, gap }) => [titles.get(competence), tenth(gap)])),
  };
}

async function assertPlan(wishes) {
  const [expected, actual] = [await native(wishes), await shown()];
  assert.deepEqual(actual.offers, expected.offers);
  assert.deepEqual(new Map(actual.remaining.map(({ title, gap }) => [title, gap])), expected.remaining);
  return expected;
}

test("it is the plan of the command line, also when wishes change by keyboard", async (t) => {
  await t.test("as it is at first", async () => {
    const { offers } = await assertPlan(["--hours", "8"]);
    assert.ok(offers.length > 1, "a plan of several steps");
  });

  await t.test("less time", async () => {
    await page.locator("#check-result-title").focus();
    await tabTo(page, (now) => /^Zeit, Kosten/.test(now.text));
    await page.keyboard.press("Enter");
    await tabTo(page, (now) => now.id === "plan-hours");
    const before = await shown();
    for (let presses = 0; presses < 6 && (await page.locator("#plan-hours").inputValue()) !== "4"; presses++) await page.keyboard.press("ArrowUp");
    await assertPlan(["--hours", "4"]);
    const now = await shown();
    assert.notEqual(now.sum, before.sum);
    // Politely told, and the focus stays.
    assert.equal(await page.locator(".plan-sum").evaluate((sum) => sum.closest("[role=status]") !== null), true);
    assert.equal(await page.evaluate(() => document.activeElement.id), "plan-hours");
  });

  await t.test("without cost", async () => {
    await tabTo(page, (now) => now.id === "plan-cost");
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.locator("#plan-cost").inputValue(), "0");
    await assertPlan(["--hours", "4", "--max-cost", "0"]);
  });

  await t.test("other formats", async () => {
    const formats = await page.locator("[name=plan-format]").evaluateAll((boxes) => boxes.map((box) => box.value));
    await tabTo(page, (now) => now.name === "plan-format");
    await page.keyboard.press("Space");
    await assertPlan(["--hours", "4", "--max-cost", "0", "--formats", formats.slice(1).join(",")]);
    for (const _ of formats.slice(1)) {
      await tabTo(page, (now) => now.name === "plan-format", { limit: 1 });
      await page.keyboard.press("Space");
    }
    // Nothing suits any more, and the page says so.
    assert.deepEqual((await shown()).offers, []);
    await page.locator("#plan-outcome [data-show=none]:visible").waitFor();
    for (const format of formats) await page.locator(`[name=plan-format][value="${format}"]`).check();
  });

  await t.test("what is known already", async () => {
    await page.locator("#plan-cost").selectOption("");
    await page.locator("#plan-hours").selectOption("16");
    await page.locator(".wishes details summary").click();
    const boxes = page.locator("[name=plan-done]");
    const done = await boxes.evaluateAll((boxes) => boxes.slice(0, 3).map((box) => box.value));
    assert.equal(done.length, 3);
    for (const id of done) await page.locator(`[name=plan-done][value="${id}"]`).check();
    await assertPlan(["--hours", "16", "--done", done.join(",")]);
  });
});

test("a file for the calendar", async () => {
  await page.locator("summary", { hasText: "In Ihren Kalender" }).click();
  await page.locator("#check-calendar").click();
  await page.locator("#plan-unsaved:visible").waitFor();
  await page.locator("#plan-start").fill("2026-12-28");
  await page.locator("#plan-rhythm").selectOption("14");
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#check-calendar").click()]);
  assert.match(download.suggestedFilename(), /\.ics$/);
  const text = await readFile(await download.path(), "utf8");
  await page.locator("#plan-saved:visible").waitFor();

  assert.ok(text.endsWith("\r\n") && !/[^\r]\n/.test(text), "lines end as the format wants");
  for (const line of text.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, line);
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
  const steps = await page.locator("#plan-outcome [data-offer] h4").allTextContents();
  assert.deepEqual(events.map(({ summary }) => summary), steps);
  const days = events.map(({ startDate }) => startDate.toString());
  const expected = steps.map((_, place) => new Date(Date.UTC(2026, 11, 28 + 14 * place)).toISOString().slice(0, 10));
  assert.deepEqual(days, expected);
  assert.equal(new Set(events.map(({ uid }) => uid)).size, steps.length);
  for (const event of events) {
    assert.ok(event.startDate.isDate && event.component.getFirstPropertyValue("dtstamp"));
    assert.match(event.description, /\n.*(Minuten|Stunden)/);
  }
});

/** Headings of the result that are on paper. */
async function onPaper() {
  await page.emulateMedia({ media: "print" });
  const headings = await page.locator("#check-result h3").evaluateAll((all) => all.filter((heading) => heading.checkVisibility()).map((heading) => heading.innerText));
  const inputs = await page.locator("#check-result :is(input, select, button)").evaluateAll((all) => all.filter((input) => input.checkVisibility()).length);
  await page.emulateMedia({ media: "screen" });
  assert.equal(inputs, 0, "inputs and buttons on paper");
  return headings;
}

test("on paper stands what the reader ticked", async () => {
  const plan = await page.locator("#part-plan h3").innerText();
  const strengths = await page.locator("#part-strengths h3").innerText();
  const agreed = (await onPaper()).at(-1);
  assert.deepEqual(await onPaper(), [plan, agreed]);
  await page.locator('.sheet [value="part-strengths"]').check();
  assert.deepEqual(await onPaper(), [strengths, plan, agreed]);
  await page.locator('.sheet [value="part-plan"]').uncheck();
  assert.deepEqual(await onPaper(), [strengths, agreed]);
  // Choosing what to print leaves the plan as it is.
  await page.locator('.sheet [value="part-plan"]').check();
  await page.locator('.sheet [value="part-strengths"]').uncheck();
  assert.deepEqual(await onPaper(), [plan, agreed]);
});

test("everything opened, in all colours and on small screens", async () => {
  await page.locator("#check-result details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    assertNothing(await violations(page), colorScheme);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  assert.equal(await overflow(page), 0);
});

test("beginning anew takes the result and the wishes away, and nothing was kept", async () => {
  await page.locator("#check-restart").click();
  assert.equal((await page.locator("#check-result").textContent()).includes("Schritte:"), false);
  assert.equal(await page.locator("#check-result [data-offer]").count(), 0);
  assert.equal(await page.locator("#plan-hours").inputValue(), "8");
  assert.equal(await page.locator("#plan-start").inputValue(), "");
  assert.deepEqual(await stored(page), nothingStored);
  assertNothing(page.problems, "problems on the console");
});
