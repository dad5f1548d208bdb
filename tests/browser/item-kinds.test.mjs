// Each kind of item, on a small site that has one of each (fixture-kinds/): answered rightly by touch and by keyboard, seen
// through the accessibility tree, and as a plain form without the program.
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
import { answerFirst, current, currentItem, give, goThrough, isAnswered, open, readResult, start as begin } from "./self-check.mjs";
import { serveSite } from "./server.mjs";

const kinds = ["rating", "single", "multiple", "spot", "situation", "order", "assign", "fill"];
const fixture = fileURLToPath(new URL("fixture-kinds", import.meta.url));

let browser, server, folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "kinds-"));
  await build(fixture, join(folder, "site"));
  [browser, server] = await Promise.all([openBrowser(), serveSite(join(folder, "site"))]);
});
after(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

const address = () => `${server.url}/selbst-check/alle/`;
const next = (page) => page.locator("#check-next");

async function start(options) {
  const page = await openPage(browser, options);
  await open(page, address());
  await begin(page);
  return page;
}

/** Goes on, answering anyhow, until an item of the kind is on the screen. */
async function until(page, kind) {
  while ((await currentItem(page)).kind !== kind) {
    const { id } = await currentItem(page);
    await answerFirst(page);
    await page.waitForFunction((id) => document.querySelector(".item-entry:not([hidden])")?.dataset.item !== id, id);
  }
}

/** The order of the steps on the screen, each by its place in the right one. */
const steps = (page) =>
  current(page).locator("[data-step]").evaluateAll((list) => list.map((select) => Number(select.dataset.step)));
const places = (page) => current(page).locator("[data-step]").evaluateAll((list) => list.map((select) => select.value));

/** What the browser tells assistive technology of an element and all in it: role, name, states that matter. */
async function tree(page, selector) {
  const client = await page.context().newCDPSession(page);
  const { root } = await client.send("DOM.getDocument");
  const { nodeId } = await client.send("DOM.querySelector", { nodeId: root.nodeId, selector });
  const { nodes } = await client.send("Accessibility.queryAXTree", { nodeId });
  await client.detach();
  const told = ["checked", "disabled", "live", "expanded"];
  return nodes
    .filter((node) => !node.ignored)
    .map(({ role, name, value, description, properties }) => ({
      role: role.value,
      description: description?.value,
      name: name?.value?.replace(/\s+/g, " ").trim() ?? "",
      value: value?.value,
      ...Object.fromEntries(properties.filter((one) => told.includes(one.name)).map((one) => [one.name, one.value.value])),
    }));
}
const shown = ".item-entry:not([hidden]) fieldset";

/** Right answers by touch, by kind. */
const byTouch = {
  rating: (page) => tapOption(page, "… mache ich selbst."),
  single: (page) => tapOption(page, "In der Pause installieren"),
  async multiple(page) {
    await tapOption(page, "Eine Bildschirmsperre");
    await tapOption(page, "Updates");
    await tapOption(page, "Ein Passwort");
  },
  async spot(page) {
    for (const part of ["Von: IT", "Antworten Sie", "Jetzt anmelden"]) await tapOption(page, part);
  },
  async situation(page) {
    const option = (group, text) => current(page).getByRole("radiogroup", { name: group }).locator("label", { hasText: text }).tap();
    await option("Am besten", "Sofort die IT-Hotline");
    await option("Am schlechtesten", "Nichts tun");
  },
  async order(page) {
    // The list of places for the last, the buttons for the others.
    await current(page).getByRole("combobox", { name: inOrder.at(-1) }).selectOption("5");
    for (const [place, text] of inOrder.entries()) {
      const up = current(page).getByRole("button", { name: `nach oben: ${text}` });
      while ((await steps(page)).indexOf(place) > place) await up.tap();
    }
  },
  async assign(page) {
    for (const [card, group] of assigned)
      await current(page).getByRole("radiogroup", { name: card }).locator("label", { hasText: group }).tap();
  },
  async fill(page) {
    const field = (label) => current(page).getByLabel(label);
    await field("Tag").fill("2026-11-11");
    await field("Uhrzeit").fill("06:30");
    await field("Wo zuletzt").fill(" im  werkhof");
    await field("Wie viele").fill("1");
    await field("Was fehlt").selectOption("Diensthandy");
  },
};
const tapOption = (page, text) => current(page).locator("label:has(input)", { hasText: text }).tap();
const inOrder = [
  "Anrufen, ob es jemand gefunden hat",
  "Verlust der IT melden und sperren lassen",
  "Leitung informieren",
  "Verlustanzeige ausfüllen",
  "Neues Gerät abholen",
];
const assigned = [
  ["Werbung", "löschen"],
  ["Bankverbindung", "nachfragen"],
  ["Hier ist die IT", "melden"],
  ["Ihr Postfach", "melden"],
  ["Gewinnspiel", "löschen"],
  ["Gutscheinkarten", "nachfragen"],
];

/** The same by keyboard. */
const byKeys = {
  rating: (page) => chooseRadio(page, "geraet-sichern-01", 2),
  single: (page) => chooseRadio(page, "geraet-sichern-02", 1),
  multiple: (page) => tick(page, ["Eine Bildschirmsperre", "Updates", "Ein Passwort"]),
  spot: (page) => tick(page, ["Von: IT", "Antworten Sie", "Jetzt anmelden"]),
  async situation(page) {
    await chooseRadio(page, "geraet-sichern-05--best", 0);
    await chooseRadio(page, "geraet-sichern-05--worst", 2);
  },
  async order(page) {
    for (const [place, text] of inOrder.entries()) {
      const label = `nach oben: ${text}`;
      const isUp = (now) => now.label === label;
      while ((await steps(page)).indexOf(place) > place) {
        if (!isUp(await focus(page)))
          await tabTo(page, isUp, { key: "Shift+Tab", limit: 20 }).catch(() => tabTo(page, isUp, { limit: 40 }));
        await page.keyboard.press(place % 2 ? "Space" : "Enter");
        const now = await focus(page);
        assert.ok(isUp(now), "the focus stays on the step that moves");
        assert.ok(now.visible, "and can be seen");
      }
    }
  },
  async assign(page) {
    const groups = ["löschen", "nachfragen", "melden"];
    for (const [index, [, group]] of assigned.entries()) await chooseRadio(page, `geraet-sichern-07--${index}`, groups.indexOf(group));
  },
  async fill(page) {
    const field = async (index, keys) => {
      await tabTo(page, (now) => now.item === "geraet-sichern-08" && now.name.endsWith(`--${index}`), { limit: 5 });
      for (const key of keys) await page.keyboard.press(key);
    };
    // Day and month alike, and an A for the morning: the browser's own language decides what it asks for.
    await field(0, "11112026");
    await field(1, "0630A");
    await field(2, "Werkhof");
    // Enter in a field ends a word; it does not go on.
    await page.keyboard.press("Enter");
    assert.equal((await currentItem(page)).kind, "fill");
    await field(3, "1");
    await field(4, ["ArrowDown"]);
  },
};

/** Into the group, then down to its n-th radio button. */
async function chooseRadio(page, name, n) {
  const [item, side] = name.split("--");
  await tabTo(page, (now) => now.item === item && now.type === "radio" && (!side || now.name.endsWith(`--${side}`)), { limit: 5 });
  await page.keyboard.press("Space");
  for (let press = 0; press < n; press++) await page.keyboard.press("ArrowDown");
}

async function tick(page, texts) {
  for (const text of texts) {
    await tabTo(page, (now) => now.label?.startsWith(text), { limit: 10 });
    await page.keyboard.press("Space");
  }
}

for (const [way, answers, press, options] of [
  ["touch", byTouch, (page) => next(page).tap(), phone],
  ["keyboard", byKeys, (page) => tabTo(page, (now) => now.id === "check-next").then(() => page.keyboard.press("Enter")), {}],
]) {
  test(`right answers to every kind by ${way} are worth all points`, async () => {
    const page = await start(options);
    const seen = [];
    await goThrough(page, async ({ kind }) => {
      seen.push(kind);
      await answers[kind](page);
      assert.ok(await isAnswered(page), kind);
      await press(page);
    });
    assert.deepEqual(seen.toSorted(), kinds.toSorted());
    const { points, rows } = await readResult(page);
    assert.equal(points.length, 1);
    const [, got, of] = points[0].match(/(\d+) von (\d+)/);
    assert.equal(got, of, `${points[0]}; ${rows.join(" | ")}`);
    assertNothing(page.problems, "problems on the console");
    await page.context().close();
  });
}

test("names, roles and states", async (t) => {
  const page = await start();
  const found = {};
  let shownSteps;
  await goThrough(page, async ({ kind }) => {
    found[kind] = await tree(page, shown);
    if (kind === "order") shownSteps = (await steps(page)).map((step) => inOrder[step]);
    await answerFirst(page);
  });
  const of = (kind, role) => found[kind].filter((node) => node.role === role);
  const names = (kind, role) => of(kind, role).map(({ name }) => name);

  await t.test("every item is one group named by its question", () => {
    for (const kind of kinds) {
      const [group] = found[kind];
      assert.equal(group.role, "group", kind);
      assert.match(group.name, /\?|…|Kim Beispiel\./, kind);
      if (!["rating", "single"].includes(kind)) assert.ok(group.description, `${kind}: what to do is told with the question`);
    }
  });
  await t.test("situation", () => {
    assert.deepEqual(names("situation", "radiogroup"), ["Am besten", "Am schlechtesten"]);
    assert.equal(of("situation", "radio").length, 8);
    assert.ok(of("situation", "radio").every(({ name, checked }) => name !== "" && checked === "false"));
  });
  await t.test("order", () => {
    assert.deepEqual(names("order", "combobox"), shownSteps);
    assert.deepEqual(of("order", "combobox").map(({ value }) => value), ["1", "2", "3", "4", "5"]);
    const buttons = of("order", "button");
    assert.deepEqual(buttons.map(({ name }) => name), shownSteps.flatMap((text) => [`nach oben: ${text}`, `nach unten: ${text}`]));
    const ends = buttons.filter(({ disabled }) => disabled).map(({ name }) => name);
    assert.deepEqual(ends, [`nach oben: ${shownSteps.at(0)}`, `nach unten: ${shownSteps.at(-1)}`]);
  });
  await t.test("assign", () => {
    assert.equal(names("assign", "radiogroup")[0], "Werbung für Arbeitsschuhe");
    assert.equal(of("assign", "radiogroup").length, 6);
    assert.deepEqual(names("assign", "radio").slice(0, 3), ["löschen", "nachfragen", "melden"]);
    assert.ok(of("assign", "radio").every(({ checked }) => checked === "false"), "cards begin in no group");
  });
  await t.test("fill", () => {
    const controls = found.fill.filter(({ role }) => ["Date", "InputTime", "textbox", "spinbutton", "combobox"].includes(role));
    const labels = controls.map(({ name }) => name);
    for (const label of ["Tag", "Uhrzeit", "Wo zuletzt gesehen", "Wie viele Geräte fehlen", "Was fehlt", "Geburtsdatum", "Krankenkasse"])
      assert.ok(labels.includes(label), `${label} in ${labels}`);
  });
  await page.context().close();
});

test("a window of 1280 × 1024 zoomed to 400 %", async () => {
  const page = await start({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });
  const seen = [];
  await goThrough(page, async ({ kind }) => {
    seen.push(kind);
    assert.equal(await overflow(page), 0, kind);
    // Nothing is pinned over the question: what is focused can be seen.
    const question = current(page).locator(".item-question");
    assert.ok((await question.boundingBox()).y >= 0, `${kind}: its question is on the screen`);
    await answerFirst(page);
  });
  assert.deepEqual(new Set(seen), new Set(kinds));
  assert.equal(await overflow(page), 0, "result");
  await page.context().close();
});

test("in forced colours an answer can be told from none", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await start({ forcedColors: "active", colorScheme });
    await goThrough(page, async ({ kind }) => {
      const entry = current(page).locator("fieldset").first();
      const before = await entry.screenshot();
      await give(page);
      // What is hovered or focused is drawn too: neither may be what differs.
      await page.mouse.move(0, 0);
      await page.evaluate(() => document.activeElement.blur());
      assert.notDeepEqual(await entry.screenshot(), before, `${kind}, ${colorScheme}`);
      await next(page).click();
    });
    assertNothing(await violations(page), `result, ${colorScheme}`);
    await page.context().close();
  }
});

test("nothing moves for whoever wants no motion, and little for others", async () => {
  for (const [reducedMotion, most] of [
    ["reduce", 0],
    ["no-preference", 200],
  ]) {
    const page = await start({ reducedMotion });
    await goThrough(page, async ({ kind }) => {
      await give(page);
      const durations = await page.evaluate(() => document.getAnimations().map(({ effect }) => effect.getComputedTiming().activeDuration));
      assert.ok(durations.every((duration) => duration <= most), `${kind}, ${reducedMotion}: ${durations}`);
      await next(page).click();
    });
    await page.context().close();
  }
});

test("best and worst are never the same", async () => {
  const page = await start();
  await until(page, "situation");
  const radio = (side, n) => current(page).locator(`input[name$="--${side}"]`).nth(n);
  await next(page).click();
  assert.match(await page.locator("#check-message").innerText(), /beides/);
  await radio("best", 0).check();
  assert.equal(await page.locator("#check-message").isVisible(), false);
  await radio("worst", 0).check();
  await next(page).click();
  assert.equal((await currentItem(page)).kind, "situation");
  assert.match(await page.locator("#check-message").innerText(), /nie dieselbe/);
  await radio("best", 1).check();
  await next(page).click();
  assert.notEqual((await currentItem(page)).kind, "situation");
  await page.context().close();
});

test("steps in order", async () => {
  const page = await start(phone);
  await until(page, "order");
  const first = await steps(page);
  const step = first.at(-1);
  const text = inOrder[step];
  /** The order shown first with the last step at another place, from 1. */
  const withLastAt = (place) => first.slice(0, -1).toSpliced(place - 1, 0, step);

  // Untouched is no answer.
  await next(page).click();
  assert.match(await page.locator("#check-message").innerText(), /noch wie am Anfang/);

  const [status] = await tree(page, "#check-status");
  assert.deepEqual([status.role, status.live], ["status", "polite"]);
  await page.evaluate(() => {
    window.heard = [];
    const status = document.querySelector("#check-status");
    new MutationObserver(() => status.textContent && window.heard.push(status.textContent)).observe(status, { childList: true });
  });
  const up = current(page).getByRole("button", { name: `nach oben: ${text}` });
  await up.focus();
  await page.keyboard.press("Enter");
  assert.deepEqual(await steps(page), withLastAt(4));
  assert.deepEqual(await places(page), ["1", "2", "3", "4", "5"]);
  assert.equal(await page.locator("#check-message").isVisible(), false);

  // Another place by the list; the focus stays on it.
  const list = current(page).getByRole("combobox", { name: text });
  await list.focus();
  await list.selectOption("1");
  assert.deepEqual(await steps(page), withLastAt(1));
  assert.equal((await focus(page)).value, "1");
  await list.selectOption("3");
  assert.deepEqual(await steps(page), withLastAt(3));
  assert.deepEqual(await page.evaluate(() => window.heard), [4, 1, 3].map((place) => `${text}: jetzt Platz ${place} von 5`));

  // The way back shows the order as it was left; not knowing puts it back.
  const { id } = await currentItem(page);
  await next(page).click();
  assert.notEqual((await currentItem(page)).id, id);
  await page.locator("#check-back").click();
  assert.deepEqual(await steps(page), withLastAt(3));
  await page.locator("#check-dont-know").click();
  await page.locator("#check-back").click();
  assert.deepEqual(await steps(page), first);
  await page.context().close();
});

test("the way back shows the earlier answer of every kind", async () => {
  const page = await start();
  let first = true;
  await goThrough(page, async ({ id }) => {
    await give(page);
    await next(page).click();
    if ((await page.locator("#check").getAttribute("data-state")) === "result") return;
    const following = (await currentItem(page)).id;
    await page.locator("#check-back").click();
    assert.equal((await currentItem(page)).id, id);
    assert.ok(await isAnswered(page), id);
    await next(page).click();
    assert.equal((await currentItem(page)).id, following);
    assert.equal(await isAnswered(page), false, `${following} begins empty`);
    first = false;
  });
  assert.equal(first, false);
  await page.context().close();
});

test("a barrier is no mistake", async () => {
  const page = await start();
  await until(page, "order");
  const { id } = await currentItem(page);
  await give(page);
  await page.locator("#check-barrier").click();
  assert.notEqual((await currentItem(page)).id, id);
  await page.locator("#check-back").click();
  assert.match(await page.locator("#check-progress-text").innerText(), /Geht für mich nicht/);
  assert.equal(await isAnswered(page), false);
  await page.context().close();

  const all = await start();
  await goThrough(all, () => all.locator("#check-barrier").click());
  await all.locator("#part-open > summary").click();
  assert.match(await all.locator("#check-result").innerText(), /Das ging für Sie so nicht: Geräte sichern\./);
  await all.context().close();
});

test("the result says why", async () => {
  const page = await start(phone);
  await goThrough(page, async ({ kind }) => {
    if (kind === "spot") return page.locator("#check-skip").tap();
    await give(page, "tap");
    await next(page).tap();
  });
  await page.locator("#part-whys > summary").tap();
  const whys = page.locator("#check-result .whys details");
  const questions = await whys.locator("summary").allInnerTexts();
  // All tasks that were answered: neither the rating nor what was skipped.
  assert.equal(questions.length, 6);
  assert.ok(!questions.some((question) => question.includes("misstrauisch")));
  const situation = whys.filter({ hasText: "Dienstpasswort eingegeben" });
  await situation.locator("summary").tap();
  const text = await situation.innerText();
  for (const part of ["Wert 3: Sofort die IT-Hotline", "Der Schaden zeigt sich oft erst später.", "Darum: Je früher"])
    assert.ok(text.includes(part), `${part} in ${text}`);
  assertNothing(await violations(page), "axe");
  await page.setViewportSize({ width: 320, height: 640 });
  assert.equal(await overflow(page), 0);
  await page.context().close();
});

test("every kind can be seen and hit", async (t) => {
  const page = await start(phone);
  await goThrough(page, async ({ kind }) => {
    await t.test(kind, async () => {
      for (const [width, height] of [[360, 740], [320, 640], [320, 256]]) {
        await page.setViewportSize({ width, height });
        assert.equal(await overflow(page), 0, `${width} px`);
        const small = await page.locator("#check :is(label:has(input), select, input:not([type=radio], [type=checkbox]), button, summary):visible").evaluateAll((list) =>
          list
            .map((element) => ({ box: element.getBoundingClientRect(), name: element.ariaLabel ?? element.textContent.trim() }))
            .filter(({ box }) => box.width < 44 || box.height < 44)
            .map(({ box, name }) => `${name}: ${box.width}×${box.height}`),
        );
        assertNothing(small, "smaller than 44 px");
      }
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        assertNothing(await violations(page), `axe, ${colorScheme}`);
      }
      await page.setViewportSize(phone.viewport);
    });
    await answerFirst(page);
  });
  await page.context().close();
});

test("without its program it is a plain form", async () => {
  const page = await openPage(browser, { javaScriptEnabled: false });
  await page.goto(address());
  const order = page.locator(".item-order");
  assert.equal(await order.locator("button:visible").count(), 0);
  const lists = order.locator("select");
  assert.equal(await lists.count(), 5);
  for (const list of await lists.all()) {
    assert.equal(await list.inputValue(), "");
    assert.deepEqual(await list.locator("option").allInnerTexts(), ["–", "1", "2", "3", "4", "5"]);
  }
  for (const field of await page.locator(".items :is(.field, .step) :is(input, select)").all())
    assert.equal(await field.getAttribute("autocomplete"), "off");
  assert.equal(await page.locator("#check fieldset.item > legend").count(), kinds.length);
  await page.context().close();
});
