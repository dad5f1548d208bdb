// Learning units: every kind of question checked at once, by touch, by keyboard and through the accessibility tree; own
// progress kept only after a click, and erased by one.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { focus, openBrowser, openPage, overflow, phone, tabTo } from "./browser.mjs";
import { assertNothing } from "./nothing.mjs";
import { build } from "./roadmap.mjs";
import { nothingStored, stored } from "./self-check.mjs";
import { serveSite } from "./server.mjs";
import { folder as siteFolder, livePages } from "./site.mjs";

const fixture = fileURLToPath(new URL("fixture-quiz", import.meta.url));

let browser, kinds, site, folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "learning-"));
  await build(fixture, join(folder, "site"));
  [browser, kinds, site] = await Promise.all([openBrowser(), serveSite(join(folder, "site")), serveSite(siteFolder)]);
});
after(async () => {
  await browser?.close();
  await Promise.all([kinds, site].map((server) => server?.close()));
  await rm(folder, { recursive: true, force: true });
});

async function open(url, options) {
  const page = await openPage(browser, options);
  await page.goto(url);
  await page.locator("body[data-running]").waitFor();
  return page;
}
const openKinds = (options) => open(`${kinds.url}/lernbausteine/alle/`, options);

const question = (page, kind) => page.locator(`.quiz-task:has(.item-${kind})`);
const check = (question) => question.getByRole("button", { name: "Antwort prüfen" });
const feedback = (question) => question.getByRole("status");
const verdict = (question) => feedback(question).locator(".feedback-verdict");
const progress = (page) => page.locator("#progress-text").innerText();
const option = (question, text) => question.locator("label", { hasText: text });

/** Right answers by touch; each kind of question has one way to be partly right or wrong before. */
const answers = {
  single: {
    wrong: (one) => option(one, "Wegdrücken").tap(),
    right: (one) => option(one, "In der Pause installieren").tap(),
  },
  multiple: {
    partly: (one) => option(one, "Updates").tap(),
    async right(one) {
      for (const text of ["Eine Bildschirmsperre", "Updates", "Ein Passwort"]) await option(one, text).tap();
    },
  },
  spot: {
    wrong: (one) => option(one, "Sprechzeiten").tap(),
    async right(one) {
      for (const text of ["Von: IT", "Antworten Sie", "Jetzt anmelden"]) await option(one, text).tap();
    },
  },
  situation: {
    async partly(one) {
      await judge(one, "Am besten", "Der Schichtleitung");
      await judge(one, "Am schlechtesten", "Nichts tun");
    },
    async right(one) {
      await judge(one, "Am besten", "Sofort die IT-Hotline");
      await judge(one, "Am schlechtesten", "Nichts tun");
    },
  },
  order: {
    async right(one) {
      for (const [place, text] of inOrder.entries()) await one.getByRole("combobox", { name: text }).selectOption(`${place + 1}`);
    },
  },
  assign: {
    async right(one) {
      for (const [card, group] of assigned) await judge(one, card, group);
    },
  },
  fill: {
    partly: (one) => one.getByLabel("Tag").fill("2026-11-11"),
    async right(one) {
      await one.getByLabel("Tag").fill("2026-11-11");
      await one.getByLabel("Uhrzeit").fill("06:30");
      await one.getByLabel("Wo zuletzt").fill("Werkhof");
      await one.getByLabel("Wie viele").fill("1");
      await one.getByLabel("Was fehlt").selectOption("Diensthandy");
    },
  },
};
const judge = (one, group, text) => one.getByRole("radiogroup", { name: group }).locator("label", { hasText: text }).tap();
const inOrder = ["Anrufen, ob", "Verlust der IT", "Leitung informieren", "Verlustanzeige", "Neues Gerät"];
const assigned = [
  ["Werbung", "löschen"],
  ["Bankverbindung", "nachfragen"],
  ["Hier ist die IT", "melden"],
  ["Ihr Postfach", "melden"],
  ["Gewinnspiel", "löschen"],
  ["Gutscheinkarten", "nachfragen"],
];
const said = { wrong: "Das stimmt noch nicht.", partly: "Zum Teil richtig. Schauen Sie noch einmal genau hin.", right: "Richtig." };

test("every kind of question by touch", async (t) => {
  const page = await openKinds(phone);
  const all = Object.keys(answers).length;
  let solved = 0;
  for (const [kind, tries] of Object.entries(answers)) {
    await t.test(kind, async () => {
      const one = question(page, kind);
      const solution = one.locator(".quiz-solution-box");
      assert.equal(await solution.isVisible(), false, "the solution is no temptation before a try");
      await check(one).tap();
      assert.equal(await feedback(one).innerText(), "Bitte beantworten Sie zuerst die Frage.");
      for (const [how, answer] of Object.entries(tries)) {
        await answer(one);
        await check(one).tap();
        assert.equal(await verdict(one).innerText(), said[how]);
        if (how === "right") {
          solved++;
          assert.equal(await solution.isVisible(), false, "everything is said already");
          assert.ok((await feedback(one).locator("li").count()) >= 1, "reasons");
          assert.match(await feedback(one).innerText(), new RegExp(`${solved} von ${all} Fragen gelöst`));
        } else {
          assert.ok(await solution.isVisible(), "the solution can be opened now");
          await one.getByRole("button", { name: "Noch einmal versuchen" }).tap();
          assert.equal(await feedback(one).innerText(), "");
          assert.equal(await one.locator("input:checked").count(), 0, "room for another try");
          assert.equal(await solution.isVisible(), false);
        }
        assert.equal(await progress(page), `${solved} von ${all} Fragen gelöst`);
      }
    });
  }
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a wrong answer is explained without giving the right one away", async () => {
  const page = await openKinds();
  const one = question(page, "multiple");
  await option(one, "Updates").click();
  await option(one, "Ein lauter Klingelton").click();
  await check(one).click();
  const told = await feedback(one).locator("li").allInnerTexts();
  assert.equal(told.length, 2);
  assert.match(told[0], /^Richtig: Updates/);
  assert.match(told[1], /^Nicht richtig: Ein lauter Klingelton/);
  await option(one, "Ein lauter Klingelton").click();
  assert.equal(await feedback(one).innerText(), "", "another choice takes back what was said of the old one");
  await page.context().close();
});

test("by keyboard alone, and the focus always shows", async () => {
  const page = await openKinds({ viewport: phone.viewport });
  const seen = (now) => assert.ok(now.visible && now.marked, `the focus shows on ${now.text || now.label}`);
  seen(await tabTo(page, (now) => now.item === "geraet-sichern-q2"));
  await page.keyboard.press("Space");
  seen(await tabTo(page, (now) => now.text.startsWith("Antwort prüfen")));
  await page.keyboard.press("Enter");
  const one = question(page, "single");
  assert.equal(await verdict(one).innerText(), said.wrong);
  assert.match((await focus(page)).text, /^Antwort prüfen/, "the focus stays where it was");
  seen(await tabTo(page, (now) => now.text.startsWith("Noch einmal versuchen")));
  await page.keyboard.press("Enter");
  assert.ok((await focus(page)).classes.includes("item-question"), "back at the question");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  // Enter in an input is what the button does.
  await page.keyboard.press("Enter");
  assert.equal(await verdict(one).innerText(), said.right);
  await tabTo(page, (now) => now.item === "geraet-sichern-q6", { limit: 120 });
  await page.context().close();
});

test("names, roles and announcements", async () => {
  const page = await openKinds();
  const group = page.getByRole("group", { name: "Das Diensthandy verlangt ein Update. Was tun Sie?" });
  await group.getByRole("radio", { name: "Wegdrücken" }).check();
  await page.getByRole("button", { name: "Antwort prüfen (Frage 1)" }).click();
  const client = await page.context().newCDPSession(page);
  const { root } = await client.send("DOM.getDocument");
  const { nodeId } = await client.send("DOM.querySelector", { nodeId: root.nodeId, selector: ".quiz-feedback" });
  const { nodes } = await client.send("Accessibility.queryAXTree", { nodeId, role: "status" });
  const live = nodes[0].properties.find(({ name }) => name === "live");
  assert.equal(live.value.value, "polite");
  // What is announced names the verdict and the reason.
  assert.match(await feedback(question(page, "single")).innerText(), /^Das stimmt noch nicht\.\s+Nicht richtig: Wegdrücken\s+Die Lücke bleibt offen\.$/);
  await page.context().close();
});

test("steps of an order announce where they are", async () => {
  const page = await openKinds();
  const one = question(page, "order");
  await one.getByRole("combobox", { name: "Neues Gerät" }).selectOption("5");
  assert.match(await feedback(one).innerText(), /Neues Gerät abholen: jetzt Platz 5 von 5/);
  await page.context().close();
});

test("progress is kept only after a click, and erased by one", async () => {
  const units = livePages.filter(({ kind }) => kind === "unit-2");
  const { address } = units[0];
  const page = await open(site.url + address);
  const solve = async () => {
    for (const task of await page.locator(".quiz-task").all()) {
      const right = await task.locator(".quiz-solution > li").evaluateAll((list) =>
        list.flatMap((line, place) => (line.classList.contains("is-right") ? [place] : [])),
      );
      for (const place of right) await task.locator(".options input").nth(place).check();
      await check(task).click();
      assert.equal(await verdict(task).innerText(), said.right);
    }
  };
  const list = async () => {
    await page.goto(`${site.url}/lernbausteine/`);
    await page.locator("body[data-running]").waitFor();
    return { marks: await page.locator(".card-mark:visible").allInnerTexts(), text: await progress(page) };
  };
  await solve();
  assert.deepEqual(await stored(page), nothingStored);
  assert.deepEqual(await list(), { marks: [], text: "" });
  assert.deepEqual(await stored(page), nothingStored, "looking at the list keeps nothing either");

  await page.goto(site.url + address);
  await page.locator("body[data-running]").waitFor();
  await solve();
  await page.getByRole("button", { name: "Fortschritt auf diesem Gerät merken" }).click();
  assert.match((await focus(page)).text, /ab jetzt auf diesem Gerät gemerkt/, "the focus is where the answer stands");
  assert.deepEqual(await stored(page), { ...nothingStored, local: 1 });
  assert.deepEqual(await list(), { marks: ["geschafft"], text: `1 von ${units.length} Lernbausteinen geschafft` });
  await page.goto(site.url + address);
  await page.locator("body[data-running]").waitFor();
  const all = await page.locator(".quiz-task").count();
  assert.equal(await progress(page), `${all} von ${all} Fragen gelöst`);

  await page.getByRole("button", { name: "Gemerkten Fortschritt löschen" }).click();
  assert.deepEqual(await stored(page), nothingStored);
  assert.equal(await progress(page), `0 von ${all} Fragen gelöst`);
  await solve();
  assert.deepEqual(await stored(page), nothingStored, "erased means that nothing is kept from now on");
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a browser that keeps nothing says so and goes on", async () => {
  const page = await openPage(browser);
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("no", "SecurityError"); } });
  });
  await page.goto(`${kinds.url}/lernbausteine/alle/`);
  await page.locator("body[data-running]").waitFor();
  const one = question(page, "single");
  await option(one, "In der Pause").click();
  await check(one).click();
  assert.equal(await verdict(one).innerText(), said.right);
  await page.getByRole("button", { name: "Fortschritt auf diesem Gerät merken" }).click();
  assert.match(await page.locator("#progress-status").innerText(), /lässt das leider nicht zu/);
  await page.context().close();
});

test("nothing is asked of any server", async () => {
  const page = await openKinds();
  const asked = [];
  page.context().on("request", (request) => asked.push(request.url()));
  const before = kinds.requests.length;
  const one = question(page, "single");
  await option(one, "In der Pause").click();
  await check(one).click();
  await page.getByRole("button", { name: "Fortschritt auf diesem Gerät merken" }).click();
  // What a page has to send it sends at its end at the latest.
  await page.close({ runBeforeUnload: false });
  await page.context().close();
  assert.deepEqual(asked, []);
  assert.equal(kinds.requests.length, before);
});

test("axe, 320 pixels and forced colours with feedback on the screen", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await openKinds({ colorScheme, viewport: { width: 320, height: 640 } });
    for (const [kind, text] of [
      ["single", "Wegdrücken"],
      ["multiple", "Updates"],
    ]) {
      await option(question(page, kind), text).click();
      await check(question(page, kind)).click();
    }
    await question(page, "single").locator(".quiz-solution-box summary").click();
    assertNothing(await violations(page), colorScheme);
    assert.equal(await overflow(page), 0, "wider than 320 px");
    await page.emulateMedia({ forcedColors: "active", colorScheme });
    const border = await question(page, "single").locator(".feedback").evaluate((box) => getComputedStyle(box).borderLeftStyle);
    assert.equal(border, "solid", "the box is there without its colours");
    await page.context().close();
  }
});

test("without its program a unit is a sheet with solutions to open", async () => {
  const bare = await serveSite(join(folder, "site"), (html) => html.replace(/<script type="module">[^]*?<\/script>/, ""));
  const page = await openPage(browser);
  await page.goto(`${bare.url}/lernbausteine/alle/`);
  assert.equal(await page.getByRole("button", { name: "Antwort prüfen" }).count(), 0);
  assert.equal(await page.locator("#progress").isVisible(), false);
  assert.equal(await page.locator(".step-move:visible").count(), 0, "no button that does nothing");
  const solution = question(page, "single").locator(".quiz-solution-box");
  await solution.locator("summary").click();
  assert.match(await solution.innerText(), /Richtig: In der Pause installieren\s+So ist die Lücke bald zu\./);
  for (const box of await page.locator(".quiz-solution-box").all()) assert.ok((await box.locator("li").count()) > 0);
  assertNothing(await violations(page), "without its program");
  await page.context().close();
  await bare.close();
});
