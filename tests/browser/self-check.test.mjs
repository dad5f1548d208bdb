// A whole self-check on a phone: once by touch, once by keyboard alone. It asks for nothing and keeps nothing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { focus, openBrowser, openPage, phone, tabTo } from "./browser.mjs";
import { assertNothing } from "./nothing.mjs";
import { current, currentItem, give, goThrough, isAnswered, nothingStored, open, readResult, start, state, stored } from "./self-check.mjs";
import { serveSite } from "./server.mjs";
import { folder, occupationCheck } from "./site.mjs";

let browser, server;
before(async () => {
  [browser, server] = await Promise.all([openBrowser(), serveSite(folder)]);
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** Runs `use(page, url)` on a self-check and holds that nothing left the page and nothing stayed behind. */
async function check(use) {
  const page = await openPage(browser, phone);
  const requests = [];
  let loaded = false;
  page.context().on("request", (request) => requests.push({ url: request.url(), loaded }));
  page.on("load", () => (loaded = true));
  const url = server.url + occupationCheck.address;

  await use(page, url);

  const own = (address) => address.startsWith(`${server.url}/`) || address.startsWith("data:");
  assertNothing(requests.map((request) => request.url).filter((address) => !own(address)), "requests to others");
  assertNothing(requests.filter((request) => request.loaded).map((request) => request.url), "requests after loading");
  assert.deepEqual(await stored(page), nothingStored);
  assertNothing(page.problems, "problems on the console");
  await page.context().close();
}

/** Kinds that are answered by a tick; item-kinds.test.mjs drives all of them by keyboard. */
const ticked = ["rating", "single", "multiple", "spot"];

function assertComplete(result) {
  assert.ok(result.title.length > 0);
  assert.ok(result.points.length > 0, "points");
  for (const points of result.points) assert.match(points, /^Punkte: \d+ von \d+$/);
  assert.ok(result.ranges.length > 0 && result.ranges.every((range) => range.length > 0), "ranges");
  assert.ok(result.rows.length > 0, "gaps");
  assert.ok(result.offers.length > 0, "offers");
}

test("by touch", () =>
  check(async (page, url) => {
    await open(page, url);
    await start(page, { career: "fachkraft", press: "tap" });
    const next = page.locator("#check-next");

    // Going on without an answer is explained and not punished.
    const first = await currentItem(page);
    await next.tap();
    await page.locator("#check-message:not([hidden])").waitFor();
    assert.equal((await currentItem(page)).id, first.id);

    let back = false;
    await goThrough(page, async (item, n) => {
      const dontKnow = page.locator("#check-dont-know");
      if (n % 4 === 2 && item.kind !== "rating" && (await dontKnow.isVisible())) return dontKnow.tap();
      if (n % 4 === 3) return page.locator("#check-skip").tap();
      const options = current(page).locator("label:has(input)");
      if (ticked.includes(item.kind)) await options.nth(n % (await options.count())).tap();
      else await give(page, "tap");
      if (n === 1 && !back) {
        // The way back shows the earlier answer, and the later one is still there on return.
        back = true;
        await page.locator("#check-back").tap();
        assert.equal((await currentItem(page)).id, first.id);
        assert.ok(await isAnswered(page), "the earlier answer is still to be seen");
        await next.tap();
        assert.equal((await currentItem(page)).id, item.id);
        if (!(await isAnswered(page))) await give(page, "tap");
      }
      await next.tap();
    });
    assertComplete(await readResult(page));
  }));

test("a finger counts once, where it was put down, and not when it scrolls", () =>
  check(async (page, url) => {
    await open(page, url);
    await start(page, { press: "tap" });
    const session = await page.context().newCDPSession(page);
    const { x, y } = await page.locator("#check-skip").boundingBox();
    const at = (dx, dy) => ({ x: x + 20 + dx, y: y + 10 + dy, id: 1 });
    const touch = (type, ...touchPoints) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
    const shown = async () => (await currentItem(page)).id;
    // Two frames: whatever comes of a touch has come by then.
    const settled = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)))));
    const first = await shown();

    await touch("touchStart", at(0, 0));
    await touch("touchMove", at(0, -60));
    await touch("touchMove", at(0, -160));
    await touch("touchEnd");
    await settled();
    assert.equal(await shown(), first, "slid away or scrolled");

    await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
    await touch("touchStart", at(0, 0), { x: 100, y: 300, id: 2 });
    await touch("touchEnd", { x: 100, y: 300, id: 2 });
    await settled();
    assert.equal(await shown(), first, "another finger is still down");
    await touch("touchEnd");
    await settled();

    const before = await shown();
    const clicks = await page.evaluateHandle(() => {
      const seen = [];
      document.querySelector("#check-nav").addEventListener("click", () => seen.push(1));
      return seen;
    });
    await page.locator("#check-skip").tap();
    await settled();
    assert.notEqual(await shown(), before);
    assert.equal(await clicks.evaluate((seen) => seen.length), 1);
    assert.ok(await current(page).locator(".item-question").evaluate((question) => question === document.activeElement), "the focus comes later");
  }));

test("by keyboard alone", () =>
  check(async (page, url) => {
    await open(page, url);
    const seen = async (place) => {
      const now = await focus(page);
      assert.ok(now.visible, `focus is hidden: ${place} (${now.id || now.text})`);
      return now;
    };
    // The question has the focus so that it is read out; only what can be operated needs a mark.
    const marked = async (place) => {
      const now = await seen(place);
      assert.ok(now.marked, `focus is not marked: ${place} (${now.id || now.text})`);
    };

    await tabTo(page, (now) => now.id === "check-start-button");
    await marked("start");
    await page.keyboard.press("Enter");

    // Arrows move inside a group of radio buttons; the group is one stop.
    await tabTo(page, (now) => now.name === "career");
    for (let presses = 0; presses < 6; presses++) {
      if (await page.locator('input[name="career"][value="fachkraft"]').isChecked()) break;
      await page.keyboard.press("ArrowDown");
    }
    assert.ok(await page.locator('input[name="career"][value="fachkraft"]').isChecked());
    await marked("career");
    await tabTo(page, (now) => now.id === "check-begin");
    await marked("begin");
    await page.keyboard.press("Enter");

    await goThrough(page, async (item, n) => {
      const question = await seen(`question ${item.id}`);
      assert.ok(question.classes.includes("item-question"), `focus on the question, not on ${question.id || question.text}`);
      const isControl = (now) => now.item === item.id;
      await tabTo(page, isControl, { limit: 5 });
      await marked(`option of ${item.id}`);
      if (!ticked.includes(item.kind)) await give(page);
      else await page.keyboard.press("Space");
      if (n % 2 === 1 && ticked.includes(item.kind)) {
        if (item.kind === "rating" || item.kind === "single") await page.keyboard.press("ArrowDown");
        else await page.keyboard.press("Shift+Tab").then(() => tabTo(page, isControl, { limit: 5 }));
      }
      await tabTo(page, (now) => now.id === "check-next");
      await marked("next");
      // Back to the options and forth again: nothing holds the focus.
      if (n === 0) {
        await tabTo(page, isControl, { key: "Shift+Tab" });
        await tabTo(page, (now) => now.id === "check-next");
      }
      await page.keyboard.press(n % 2 === 0 ? "Enter" : "Space");
    });

    assert.equal(await state(page), "result");
    const inResult = await page.evaluate(() => document.querySelector("#check-result").contains(document.activeElement));
    assert.ok(inResult, "focus is on the result");
    assertComplete(await readResult(page));
  }));
