// What a visitor may keep, hand over or have erased: each only on request, and nothing of it ever leaves the page by itself.
// On a small site with two waves of a survey (fixture-keep/ over fixture-kinds/).
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { check, violationsBesideStoppedClock } from "./axe.mjs";
import { openBrowser, openPage, overflow, phone } from "./browser.mjs";
import { scan } from "./camera.mjs";
import { assertNothing } from "./nothing.mjs";
import { build, roadmap as program } from "./roadmap.mjs";
import { about, answerFirst, current, currentItem, goThrough, isAnswered, nothingStored, open, start, state, stored } from "./self-check.mjs";
import { serveSite } from "./server.mjs";
import { folder as siteFolder, occupationCheck } from "./site.mjs";

const fixture = fileURLToPath(new URL("fixture-keep", import.meta.url));
const invitation = "#e=probe-2026&w=2&b=bauhof";

let browser, server, files, bank;
before(async () => {
  files = await mkdtemp(join(tmpdir(), "keep-"));
  await build(fixture, join(files, "site"));
  bank = join(files, "site/daten/banken/alle.json");
  [browser, server] = await Promise.all([openBrowser(), serveSite(join(files, "site"))]);
});
after(async () => {
  await browser?.close();
  await server?.close();
  await rm(files, { recursive: true, force: true });
});

const address = (fragment = "") => `${server.url}/selbst-check/alle/${fragment}`;

/** Opens the check and watches it: nothing but the page itself may be asked for, whatever `use(page)` does. */
async function visit(use, { fragment = "", options = {}, clock } = {}) {
  const page = await openPage(browser, options);
  const asked = [];
  page.context().on("request", (request) => asked.push(request.url()));
  if (clock) await page.clock.install({ time: clock });
  await open(page, address(fragment));
  await use(page);
  const own = address();
  assertNothing(asked.filter((url) => !url.startsWith(own) && !/^(data|blob):/.test(url)), "requests");
  assertNothing(page.problems, "problems on the console");
  await page.context().close();
}

const device = async (page, value) => {
  await about(page);
  await page.locator(`input[name="device"][value="${value}"]`).check();
};
const erase = (page) => page.locator("#check-erase").click();
const through = (page) => goThrough(page, () => answerFirst(page));
const oneStored = async (page) => assert.deepEqual(await stored(page), { ...nothingStored, local: 1 });
const noneStored = async (page) => assert.deepEqual(await stored(page), nothingStored);
const hasTicks = (page) => page.evaluate(() => document.querySelectorAll(".items input:checked").length > 0);

/** What a button saves: the name and the text of the file. */
async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(button).click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

/** Looks at the screen in both schemes and on a narrow window. */
async function look(page, name) {
  const size = page.viewportSize();
  await check(page, name);
  await page.setViewportSize(size);
}

test("nothing is stored before it was asked for", () =>
  visit(async (page) => {
    await noneStored(page);
    await start(page);
    await through(page);
    await noneStored(page);
  }));

test("what is remembered can be gone on with after the page was closed", async (t) => {
  await visit(async (page) => {
    await about(page);
    await page.locator('#check-career input[value="fachkraft"]').check();
    await device(page, "merken");
    await start(page);
    await answerFirst(page);
    const second = await currentItem(page);
    await page.locator("#check-skip").click();
    const third = await currentItem(page);
    await oneStored(page);

    await open(page, address());
    await page.locator("#check-again").waitFor();
    await t.test("the offer", () => look(page, "offer to go on"));
    await page.locator("#check-again-button").click();
    assert.deepEqual(await currentItem(page), third);
    await page.locator("#check-back").click();
    assert.deepEqual(await currentItem(page), second);
    await page.locator("#check-back").click();
    // The inputs do not show a remembered answer, but it stands.
    assert.equal(await isAnswered(page), false);
    await page.locator("#check-next").click();
    assert.deepEqual(await currentItem(page), second);
    await page.locator("#check-next").click();
    await through(page);
    await noneStored(page);
    const { text } = await saved(page, "#check-save-own");
    const own = JSON.parse(text);
    assert.equal(own.career, "fachkraft");
    assert.deepEqual(own.answers.slice(0, 2), [
      { item: "geraet-sichern-01", score: 0 },
      { item: "geraet-sichern-02", missing: "skipped" },
    ]);
  });
});

test("what is remembered is forgotten by a click, by another choice, by beginning anew", () =>
  visit(async (page) => {
    for (const forget of [
      () => page.locator("#check-again-erase").click(),
      () => erase(page),
      () => start(page),
    ]) {
      await device(page, "merken");
      await start(page);
      await answerFirst(page);
      await oneStored(page);
      await open(page, address());
      await page.locator("#check-again").waitFor();
      await forget();
      await noneStored(page);
      await open(page, address());
      assert.ok(await page.locator("#check-again").isHidden());
    }
    await device(page, "merken");
    await start(page);
    await answerFirst(page);
    await page.locator("#check-back").click();
    await page.locator("#check-back").click();
    await oneStored(page);
    await device(page, "");
    await noneStored(page);
  }));

test("after 24 hours nothing is left", () =>
  visit(
    async (page) => {
      await device(page, "merken");
      await start(page);
      await answerFirst(page);
      await page.clock.setSystemTime("2026-11-03T09:59:00Z");
      await open(page, address());
      await page.locator("#check-again").waitFor();
      await page.clock.setSystemTime("2026-11-03T10:01:00Z");
      await open(page, address());
      assert.ok(await page.locator("#check-again").isHidden());
      await noneStored(page);
    },
    { clock: "2026-11-02T10:00:00Z" },
  ));

test("a record that makes no sense is forgotten", () =>
  visit(async (page) => {
    for (const text of ["x", "1 99999999999 /selbst-check/alle/ 7 - a=1", "{}", ""]) {
      await page.evaluate((text) => localStorage.setItem("roadmap-selbst-check", text), text);
      await open(page, address());
      assert.ok(await page.locator("#check-again").isHidden());
      await noneStored(page);
    }
  }));

test("one button erases everything on every screen", () =>
  visit(async (page) => {
    const own = { name: "a.json", mimeType: "application/json", buffer: Buffer.from(ownFile()) };
    await page.locator(".check-more summary").first().click();
    await page.locator("#check-earlier-file").setInputFiles(own);
    await page.locator("#check-earlier-note:not(:empty)").waitFor();
    await erase(page);
    assert.equal(await page.locator("#check-earlier-note").innerText(), "");
    assert.equal(await page.locator("#check-earlier-file").inputValue(), "");
    assert.equal(await page.locator("#check-status").innerText(), "Alles ist gelöscht.");

    await device(page, "merken");
    await start(page);
    await answerFirst(page);
    await erase(page);
    assert.equal(await state(page), "start");
    assert.equal(await hasTicks(page), false);
    await noneStored(page);
    assert.ok(await page.locator('input[name="device"][value=""]').isChecked());

    await start(page);
    await through(page);
    await erase(page);
    assert.equal(await state(page), "start");
    assert.equal(await hasTicks(page), false);
    assert.ok(await page.locator("#check-change").isHidden(), "the earlier file is gone too");
  }));

test("a shared device: warned politely, kept alive by any key or touch as often as one likes, then wiped", async (t) => {
  const dialogue = (page) => page.locator("#check-idle");
  const run = (page) =>
    visitShared(async () => {
      assert.ok(await page.locator("#check-device-keep").isHidden() || !(await page.locator('[value="merken"]').isChecked()));
      await start(page);
      await answerFirst(page);
      await page.clock.fastForward(149_000);
      assert.ok(await dialogue(page).isHidden());
      await page.clock.runFor(2_000);
      assert.ok(await dialogue(page).isVisible());
      assert.match(await page.locator("#check-idle-count").innerText(), /: (29|30)\.$/);
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        assertNothing(await violationsBesideStoppedClock(page), `axe, ${colorScheme}`);
      }
      for (const width of [320, 360]) {
        await page.setViewportSize({ width, height: 640 });
        assert.equal(await overflow(page), 0, `${width} pixels`);
      }
      await page.keyboard.press("Shift");
      const told = new Set();
      for (let time = 0; time < 12; time++) {
        await page.clock.fastForward(151_000);
        assert.ok(await dialogue(page).isVisible(), `warning ${time}`);
        told.add(await page.locator("#check-idle-told").textContent());
        if (time % 2) await page.mouse.click(5, 5);
        else await page.keyboard.press("a");
        assert.ok(await dialogue(page).isHidden(), `gone on ${time}`);
        assert.equal(await state(page), "question");
      }
      assert.equal(told.size, 1, "told once, at thirty seconds");
      await page.clock.fastForward(181_000);
      assert.equal(await state(page), "start");
      assert.ok(await dialogue(page).isHidden());
      assert.equal(await hasTicks(page), false);
      await noneStored(page);
      // Nobody there, nothing to lose: no warning again and again.
      await page.clock.fastForward(155_000);
      assert.ok(await dialogue(page).isHidden());
    });
  async function visitShared(use) {
    await use();
  }
  await t.test("by its link", () =>
    visit(run, { fragment: "#geraet=geteilt", clock: "2026-11-02T10:00:00Z" }));
  await t.test("by choice", () =>
    visit(
      async (page) => {
        await device(page, "geteilt");
        await run(page);
        assert.ok(await page.locator('[value="geteilt"]').isChecked(), "it stays a shared device");
      },
      { clock: "2026-11-02T10:00:00Z" },
    ));
});

test("a shared device: no files, and a result is wiped too", () =>
  visit(
    async (page) => {
      assert.ok(await page.locator("#check-device").isHidden());
      assert.ok(await page.locator("#check-earlier-file").isHidden());
      await start(page);
      // Answering takes time as well: the clock only runs when it is told to.
      await through(page);
      for (const button of ["own", "result", "answers"]) {
        assert.ok(await page.locator(`#check-save-${button}`).isHidden(), button);
      }
      assert.ok(await page.locator("#check-code > summary").isVisible(), "the code can still be copied");
      await page.clock.fastForward(181_000);
      assert.equal(await state(page), "start");
      assert.equal(await page.locator("#check-code-text").textContent(), "");
      assert.ok(await page.locator("#check-result").isHidden());
      assert.equal(await page.locator("#check-result :is(.scale-card, .plan-steps > li, .result-table tbody tr):not(.agreed tr)").count(), 0);
    },
    { fragment: `${invitation}&geraet=geteilt`, clock: "2026-11-02T10:00:00Z" },
  ));

test("a shared device: back restores nothing", () =>
  visit(
    async (page) => {
      await start(page);
      await answerFirst(page);
      await page.goto(address());
      await page.goBack();
      await page.locator('#check[data-state="start"]').waitFor();
      assert.equal(await hasTicks(page), false);
      // And where the browser keeps the whole page in memory: it is wiped when it goes and when it comes back.
      for (const moment of ["pagehide", "pageshow"]) {
        await start(page);
        await answerFirst(page);
        await page.evaluate((moment) => dispatchEvent(new PageTransitionEvent(moment, { persisted: true })), moment);
        assert.equal(await state(page), "start");
        assert.equal(await hasTicks(page), false);
      }
      await noneStored(page);
    },
    { fragment: "#geraet=geteilt" },
  ));

test("a link to a shared device changes a page that is open", () =>
  visit(async (page) => {
    await page.evaluate(() => (location.hash = "#geraet=geteilt"));
    await page.locator('#check[data-device="geteilt"]').waitFor();
    // An address within the page says nothing new.
    await page.evaluate(() => (location.hash = "#inhalt"));
    assert.equal(await page.locator("#check").getAttribute("data-device"), "geteilt");
  }));

test("the own file: saved on request, and a later check shows the change", async (t) => {
  let own;
  await visit(async (page) => {
    await start(page);
    await through(page);
    own = await saved(page, "#check-save-own");
    assert.match(own.name, /^alle-\d{4}-\d\d-\d\d\.eigen\.roadmap\.json$/);
    const { format, scale, blueprint, career, answers } = JSON.parse(own.text);
    assert.deepEqual({ format, scale, blueprint, career }, {
      format: "roadmap-own/1",
      scale: "roadmap-2026",
      blueprint: "alle",
      career: undefined,
    });
    assert.equal(answers.length, 8);
  });
  await visit(
    async (page) => {
      await page.locator(".check-more summary").first().click();
      await page.locator("#check-earlier-file").setInputFiles({
        name: own.name,
        mimeType: "application/json",
        buffer: Buffer.from(own.text),
      });
      await page.locator("#check-earlier-note:not(:empty)").waitFor();
      await start(page);
      await goThrough(page, async ({ kind }) => {
        if (kind === "rating") await current(page).locator("label:has(input)").last().click();
        else if (kind === "single") await current(page).locator("label", { hasText: "In der Pause" }).click();
        else return page.locator("#check-dont-know").click();
        await page.locator("#check-next").click();
      });
      const rows = page.locator("#check-change-rows tr");
      assert.equal(await rows.count(), 2);
      for (const row of await rows.allInnerTexts()) assert.match(row, /(\+|−)\d,\d\t(deutlich|kein)/);
      await t.test("the change", () => look(page, "change and files"));

      const { name, text } = await saved(page, "#check-save-result");
      assert.equal(name, "ergebnis.roadmap.json");
      const result = JSON.parse(text);
      assert.deepEqual(result.change.map(({ id, facet }) => [id, facet]), [["gesamt", "shown"], ["selbst", "self"]]);
      const shown = (await rows.allInnerTexts()).map((row) => Number(row.match(/[+−]\d,\d/)[0].replace("−", "-").replace(",", ".")));
      for (const [place, { x }] of result.change.entries()) assert.ok(Math.abs(x - shown[place]) <= 0.051, `${x} ${shown}`);
    },
    { fragment: invitation },
  );
});

const ownFile = (change = {}) =>
  JSON.stringify({
    format: "roadmap-own/1",
    scale: "roadmap-2026",
    blueprint: "alle",
    answers: [{ item: "geraet-sichern-02", score: 1 }],
    ...change,
  });

test("whatever is wrong with a file is said plainly, and nothing breaks", () =>
  visit(async (page) => {
    const answers = (...list) => ownFile({ answers: list });
    await page.locator(".check-more summary").first().click();
    for (const [text, said] of [
      ["", /keine eigene Datei/],
      ["{", /keine eigene Datei/],
      ["null", /keine eigene Datei/],
      ["[]", /keine eigene Datei/],
      [JSON.stringify({ format: "roadmap-result/1", scales: [] }), /keine eigene Datei/],
      [ownFile({ format: "roadmap-own/2" }), /keine eigene Datei/],
      [ownFile({ answers: "viele" }), /keine eigene Datei/],
      ["x".repeat(2_000_000), /keine eigene Datei/],
      [ownFile({ scale: "roadmap-2031" }), /anderen Stufen/],
      [ownFile({ scale: undefined }), /anderen Stufen/],
      [answers(), /keine Antwort/],
      [answers({ item: "weg-01", score: 1 }), /keine Antwort/],
      [answers({ item: "geraet-sichern-02" }), /kaputt, bei „geraet-sichern-02“/],
      [answers({ item: "geraet-sichern-02", score: 1, missing: "skipped" }), /kaputt/],
      [answers({ item: "geraet-sichern-02", score: "1" }), /kaputt/],
      [answers({ item: "geraet-sichern-02", missing: "keine-lust" }), /kaputt/],
      [answers({ item: "geraet-sichern-02", score: 1 }, { item: "geraet-sichern-02", score: 1 }), /kaputt/],
      [answers({ item: "geraet-sichern-02", score: 1 }, { item: "geraet-sichern-03", score: 99 }), /^Gelesen.*Antworten von damals.*: 1\.$/],
      [answers({ item: "geraet-sichern-02", score: 1 }, { item: "weg-01", score: 900 }), /^Gelesen.*Antworten von damals.*: 1\.$/],
      [ownFile(), /^Gelesen\. Am Ende sehen Sie, was sich verändert hat\.$/],
    ]) {
      await page.evaluate(() => (document.querySelector("#check-earlier-note").textContent = ""));
      await page.locator("#check-earlier-file").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(text) });
      await page.locator("#check-earlier-note:not(:empty)").waitFor();
      assert.match(await page.locator("#check-earlier-note").innerText(), said, text.slice(0, 200));
    }
    await start(page);
    await through(page);
  }));

test("the result file and its code say the same as the program on the command line", () =>
  visit(
    async (page) => {
      await start(page);
      await goThrough(page, async (item, n) => (n % 3 === 2 ? page.locator("#check-dont-know").click() : answerFirst(page)));
      const { text } = await saved(page, "#check-save-result");
      const result = JSON.parse(text);
      assert.deepEqual(Object.keys(result), Object.keys(result).toSorted(), "keys are sorted");
      const { nonce, scales, ...rest } = result;
      assert.deepEqual(rest, {
        format: "roadmap-result/1",
        occupation: "bauhof",
        period: "2026-Q4",
        prior: { mean: 1.5, sd: 1 },
        scale: "roadmap-2026",
        survey: "probe-2026",
        wave: 2,
      });
      assert.match(nonce, /^[0-9a-f]{10}$/);
      assert.equal(JSON.parse((await saved(page, "#check-save-result")).text).nonce, nonce, "the same file twice is the same file");

      // The standings are those of `roadmap score` on the own answers, in two decimals.
      await page.locator("details:has(#check-save-answers) > summary").click();
      const { text: answers } = await saved(page, "#check-save-answers");
      const profile = JSON.parse((await roadmap("score", ["--bank", bank], answers)).stdout);
      const rounded = (number) => (number === null ? null : Number(number.toFixed(2)));
      assert.deepEqual(
        scales,
        profile.scales.map(({ answered, facet, id, se, theta }) => ({ answered, facet, id, se: rounded(se), theta: rounded(theta) })),
      );
      assert.deepEqual(Object.keys(JSON.parse(answers)).toSorted(), ["answers", "format"]);

      await page.locator("#check-code > summary").click();
      const code = await page.locator("#check-code-text").innerText();
      assert.equal((await roadmap("code", ["encode"], text)).stdout.trim(), code);
      const decoded = JSON.parse((await program("code", "decode", "--bank", bank, "--survey", "probe-2026", code)).stdout);
      assert.equal(decoded.wave, 2);
      assert.equal(decoded.period, "2026-Q4");
      for (const [place, { theta, se }] of decoded.scales.entries()) {
        if (theta === null) assert.equal(scales[place].theta, null);
        else assert.ok(Math.abs(theta - scales[place].theta) < 0.051 && Math.abs(se - scales[place].se) < 0.051);
      }
      // Every single slip is held natively; here one in each place of the code that was shown.
      const symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
      const slips = [...code].flatMap((symbol, place) => {
        const wrong = symbols[(symbols.indexOf(symbol) + 1 + place) % 32];
        return symbol === "-" ? [] : [code.slice(0, place) + wrong + code.slice(place + 1)];
      });
      const accepted = await Promise.all(
        slips.map((slip) => program("code", "decode", "--bank", bank, slip).then(() => slip, () => null)),
      );
      assert.deepEqual(accepted.filter(Boolean), []);

      const picture = page.locator("#check-code-picture svg");
      assert.match(await picture.getAttribute("aria-label"), /QR-Code/);
      const box = await picture.boundingBox();
      assert.ok(box.width > 150 && Math.abs(box.width - box.height) < 1);
      const reader = await browser.newPage();
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        assert.equal(await scan(picture, reader), code, `read by a camera, ${colorScheme}`);
      }
      await reader.close();
    },
    { fragment: invitation, clock: "2026-11-02T10:00:00Z" },
  ));

/** Runs the program on a text as its file. */
async function roadmap(command, options, text) {
  const file = join(files, `${Math.random().toString(36).slice(2)}.json`);
  await writeFile(file, text);
  return program(command, ...options, file);
}

test("only a survey that the site lists can be handed over to", async (t) => {
  const shown = { no: ".if-uninvited", unknown: ".if-unknown", yes: ".if-invited:not(p)" };
  for (const [fragment, expected] of [
    ["", "no"],
    ["#w=1&b=kita", "no"],
    ["#e=probe-2026&w=1&b=kita", "yes"],
    ["#e=probe-2026", "yes"],
    ["#e=probe-2027&w=1&b=kita", "unknown"],
    ["#e=probe-2026&w=3&b=kita", "unknown"],
    ["#e=probe-2026&w=1&b=frau-muster", "unknown"],
    ["#e=%E0%A4%A", "no"],
  ]) {
    await t.test(fragment || "no fragment", () =>
      visit(
        async (page) => {
          assert.equal(await page.locator("p.if-invited").isVisible(), expected === "yes");
          await start(page);
          await through(page);
          for (const [name, selector] of Object.entries(shown)) {
            assert.equal(await page.locator(`#check-keep ${selector}`).isVisible(), name === expected, name);
          }
          if (expected === "yes") {
            const facts = await page.locator("#check-survey-facts").innerText();
            assert.match(facts, fragment.includes("w=1") ? /Runde 1, Beruf Kindertagesstätte,.*ab 7 Menschen/ : /Runde 2, Beruf –,.*ab 9 Menschen/);
            const result = JSON.parse((await saved(page, "#check-save-result")).text);
            assert.equal(result.occupation, fragment.includes("b=") ? "kita" : undefined);
          }
        },
        { fragment },
      ),
    );
  }
});

/** Letters for the right answers, item by item; each text or place goes into a field of its own. */
const paper = {
  "geraet-sichern-01": ["c"],
  "geraet-sichern-02": ["b"],
  "geraet-sichern-03": ["aC", "7"],
  "geraet-sichern-04": ["acd"],
  "geraet-sichern-05": ["a", "c"],
  "geraet-sichern-06": [],
  "geraet-sichern-07": [..."abccab"],
  "geraet-sichern-08": [],
};

test("a paper form is typed in by keys and scored as on the screen", async (t) => {
  let typed;
  await visit(async (page) => {
    await page.locator(".check-more summary").last().click();
    await page.locator("#check-paper-button").click();
    assert.equal(await state(page), "paper");
    await t.test("the form", () => look(page, "paper form"));
    await page.keyboard.press("Enter");
    for (const [id, keys] of Object.entries(paper)) {
      const focused = () => page.evaluate(() => document.activeElement.closest("[data-item]")?.dataset.item);
      assert.equal(await focused(), id);
      for (const key of keys.join("")) await page.keyboard.press(key);
      if (id === "geraet-sichern-06") {
        const places = await page.locator(`[data-item="${id}"] select`).evaluateAll((list) => list.map(({ dataset }) => Number(dataset.step) + 1));
        for (const place of places) {
          await page.keyboard.press(String(place));
          await page.keyboard.press("Enter");
        }
      } else if (id === "geraet-sichern-08") {
        for (const keys of ["11112026", "0630A", "Werkhof", "1", ["D"], "", []]) {
          for (const key of keys) await page.keyboard.press(key);
          await page.keyboard.press("Enter");
        }
      } else await page.keyboard.press("Enter");
    }
    assert.equal(await page.evaluate(() => document.activeElement.id), "check-paper-done");
    await page.keyboard.press("Enter");
    assert.equal(await state(page), "result");
    typed = JSON.parse((await saved(page, "#check-save-own")).text);
    assert.deepEqual(typed.answers.map(({ score }) => score), [2, 1, 3, 3, 2, 3, 3, 3]);
  });
  const native = JSON.parse((await roadmap("score", ["--bank", bank], JSON.stringify({ format: "roadmap-answers/1", answers: typed.answers }))).stdout);

  await visit(async (page) => {
    const profile = await page.evaluate((answers) => window.roadmap.score(answers), JSON.stringify({ format: "roadmap-answers/1", answers: typed.answers }));
    assert.deepEqual(JSON.parse(profile), native);
    // The same answers on the screen.
    await start(page);
    await goThrough(page, async ({ id, kind }) => {
      const inputs = current(page).locator("input");
      const tick = async (...places) => {
        for (const place of places) await inputs.nth(place).check();
      };
      if (kind === "order") {
        for (let place = 5; place >= 1; place--) await current(page).locator(`[data-step="${place - 1}"]`).selectOption(String(place));
        for (let place = 1; place <= 5; place++) await current(page).locator(`[data-step="${place - 1}"]`).selectOption(String(place));
      } else if (kind === "fill") {
        const field = (label) => current(page).getByLabel(label);
        await field("Tag").fill("2026-11-11");
        await field("Uhrzeit").fill("06:30");
        await field("Wo zuletzt").fill("Werkhof");
        await field("Wie viele").fill("1");
        await field("Was fehlt").selectOption("Diensthandy");
      } else await tick(...{ "01": [2], "02": [1], "03": [0, 2, 6], "04": [0, 2, 3], "05": [0, 6], "07": [0, 4, 8, 11, 12, 16] }[id.slice(-2)]);
      await page.locator("#check-next").click();
    });
    assert.deepEqual(JSON.parse((await saved(page, "#check-save-own")).text).answers, typed.answers);
  });
});

test("what is missing on a paper form is told once, then it counts as skipped", () =>
  visit(async (page) => {
    await page.locator(".check-more summary").last().click();
    await page.locator("#check-paper-button").click();
    for (const key of ["Enter", "b", "Enter", "Enter", "Enter", "Enter", "a"]) await page.keyboard.press(key);
    await page.locator("#check-paper-done").click();
    assert.match(await page.locator("#check-message").innerText(), /: 2, 3, 4, 5, 6, 7, 8\./);
    assert.equal(await state(page), "paper");
    await page.locator("#check-paper-done").click();
    assert.equal(await state(page), "result");
    assert.deepEqual(JSON.parse((await saved(page, "#check-save-own")).text).answers, [{ item: "geraet-sichern-01", score: 1 }]);
  }));

test("a whole paper form of twenty lines takes less than a hundred keys", async () => {
  const site = await serveSite(siteFolder);
  const page = await openPage(browser);
  await open(page, site.url + occupationCheck.address);
  await page.locator(".check-more summary").last().click();
  await page.locator("#check-paper-button").click();
  let keys = 0;
  const press = async (key) => {
    keys++;
    await page.keyboard.press(key);
  };
  await press("Enter");
  const items = page.locator(".item-entry:visible");
  const lines = await items.count();
  for (let line = 0; line < lines; line++) {
    const controls = items.nth(line).locator("input, select");
    const names = await controls.evaluateAll((list) => list.map(({ name, type }) => ({ name, type })));
    const kinds = new Set(names.map(({ type }) => type));
    if (kinds.has("radio")) for (const _ of new Set(names.map(({ name }) => name))) await press("a");
    else if (kinds.has("checkbox")) for (const key of "ace") await press(key);
    else
      for (const { type } of names.slice(0, -1)) {
        await press(type === "select-one" ? "1" : "5");
        await press("Enter");
      }
    await press("Enter");
  }
  assert.equal(await page.evaluate(() => document.activeElement.id), "check-paper-done");
  await press("Enter");
  assert.ok(lines >= 15 && keys < 100, `${keys} keys for ${lines} lines`);
  await page.context().close();
  await site.close();
});

test("reading aloud by a voice of the device, and by no other", async (t) => {
  for (const [name, voices, speaks] of [
    ["a voice of the device", [{ lang: "en-US", localService: true }, { lang: "de_DE", localService: true }], true],
    ["a voice from elsewhere", [{ lang: "de-DE", localService: false }], false],
    ["another language", [{ lang: "en-US", localService: true }], false],
    ["none", [], false],
  ]) {
    await t.test(name, async () => {
      const page = await openPage(browser);
      await page.addInitScript((voices) => {
        window.spoken = [];
        const synthesis = {
          speaking: false,
          getVoices: () => voices,
          speak({ text, voice }) {
            synthesis.speaking = true;
            window.spoken.push([text, voice.lang]);
          },
          cancel() {
            synthesis.speaking = false;
            window.spoken.push("cancel");
          },
        };
        Object.defineProperty(window, "speechSynthesis", { value: synthesis });
        window.SpeechSynthesisUtterance = class {
          constructor(text) {
            this.text = text;
          }
        };
      }, voices);
      await open(page, address());
      await start(page);
      await answerFirst(page);
      const button = page.locator("#check-read");
      assert.equal(await button.isVisible(), speaks);
      if (speaks) {
        await page.evaluate(() => (window.spoken.length = 0));
        await button.click();
        assert.deepEqual(await page.evaluate(() => window.spoken), [
          ["Das Diensthandy verlangt ein Update. Was tun Sie?", "de_DE"],
          ["Wegdrücken", "de_DE"],
          ["In der Pause installieren", "de_DE"],
          ["Das Handy ausschalten", "de_DE"],
          ["Die App löschen", "de_DE"],
        ]);
        await button.click();
        assert.equal(await page.evaluate(() => window.spoken.at(-1)), "cancel");
        await button.click();
        await page.locator("#check-skip").click();
        assert.equal(await page.evaluate(() => window.spoken.at(-1)), "cancel", "the next question stops it");
      }
      assertNothing(page.problems, "problems");
      await page.context().close();
    });
  }
});

test("a browser that lacks something keeps the paper form and says so", async (t) => {
  for (const [lack, remove] of [
    ["WebAssembly", () => delete window.WebAssembly],
    ["crypto", () => Object.defineProperty(window, "crypto", { value: undefined })],
    ["details", () => delete window.HTMLDetailsElement],
    ["dialog", () => delete HTMLDialogElement.prototype.showModal],
  ]) {
    await t.test(lack, async () => {
      const page = await openPage(browser, phone);
      await page.addInitScript(remove);
      await page.goto(address());
      await page.locator(`#check[data-failure="${lack}"]`).waitFor();
      assert.equal(await state(page), "form");
      assert.match(await page.locator("#check-fallback").innerText(), /kann auf diesem Gerät leider nicht starten.*zu alt/);
      assert.ok(await page.locator("[data-item=geraet-sichern-02]").isVisible());
      assert.ok(await page.locator("#check-erase").isHidden());
      await page.context().close();
    });
  }
});

test("the paper form carries its key and its tables, with and without the program", async (t) => {
  const bare = await serveSite(join(files, "site"), (html) => html.replace(/<script (type="module"|nomodule)>[^]*?<\/script>/g, ""));
  for (const [name, url, ready] of [
    ["without", `${bare.url}/selbst-check/alle/`, "form"],
    ["with", address(), "start"],
  ]) {
    await t.test(name, async () => {
      const page = await openPage(browser);
      await page.goto(url);
      await page.locator(`#check[data-state="${ready}"]`).waitFor();
      await page.emulateMedia({ media: "print" });
      for (const id of ["[data-item=geraet-sichern-01]", "[data-item=geraet-sichern-08]", ".key-table >> nth=0"]) {
        assert.ok(await page.locator(id).isVisible(), id);
      }
      assert.ok(await page.locator("#check-device").isHidden());
      const letter = await page.locator("[data-item=geraet-sichern-02] .option > span").first().evaluate((span) => getComputedStyle(span, "::before").content);
      assert.match(letter, /counter\(option, lower-alpha\)/);
      // Every sum of points stands in the table once.
      const sums = await page.locator(".key-table").first().locator("tbody td:first-child").allInnerTexts();
      let next = 0;
      for (const [from, to = from] of sums.map((sum) => sum.split("–").map(Number))) {
        assert.equal(from, next);
        next = to + 1;
      }
      assert.equal(next - 1, 18, "points of the seven tasks");
      await page.context().close();
    });
  }
  await bare.close();
});
