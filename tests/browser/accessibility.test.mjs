// axe-core on one page of every kind and on every screen of a self-check, light and dark; and no page is wider than a
// window of 320 pixels.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { openBrowser, openPage, overflow } from "./browser.mjs";
import { assertNothing } from "./nothing.mjs";
import { answerFirst, goThrough, open } from "./self-check.mjs";
import { serveSite } from "./server.mjs";
import { checkPages, folder, onePageOfEveryKind, occupationCheck } from "./site.mjs";

let browser, server;
before(async () => {
  [browser, server] = await Promise.all([openBrowser(), serveSite(folder)]);
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** Looks at what is on the screen. Colours do not depend on the width, so two looks see both schemes and both layouts. */
async function check(page, name) {
  for (const [colorScheme, width] of [["light", 360], ["dark", 1280]]) {
    await page.setViewportSize({ width, height: 740 });
    await page.emulateMedia({ colorScheme });
    assertNothing(await violations(page), `${name}, ${colorScheme}, ${width} px`);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  assert.equal(await overflow(page), 0, `${name} is wider than 320 px`);
}

test("one page of every kind", async (t) => {
  for (const { address, kind } of onePageOfEveryKind()) {
    await t.test(`${kind}: ${address}`, async () => {
      const page = await openPage(browser);
      await page.goto(server.url + address);
      await check(page, address);
      await page.context().close();
    });
  }
});

test("every screen of a self-check", async (t) => {
  const page = await openPage(browser);
  await open(page, server.url + occupationCheck.address);
  await t.test("start", () => check(page, "start"));

  await page.locator('#check-career input[value="fachkraft"]').check();
  await page.locator("#check-start-button").click();
  const seen = new Set();
  await goThrough(page, async ({ kind }) => {
    if (!seen.has(kind)) {
      seen.add(kind);
      await t.test(`question: ${kind}`, () => check(page, kind));
      if (seen.size === 1) {
        await page.locator("#check-next").click();
        await t.test("message", () => check(page, "message"));
      }
    }
    await answerFirst(page);
  });

  await t.test("result", () => check(page, "result"));
  await page.context().close();
});

// The paper form shows all items at once, so it holds the kinds too that an adaptive session may not have come across; and
// its key.
test("the form without its program", async (t) => {
  const bare = await serveSite(folder, (html) => html.replace(/<script type="module">[^]*?<\/script>/, ""));
  for (const { address } of checkPages) {
    await t.test(address, async () => {
      const page = await openPage(browser);
      await page.goto(bare.url + address);
      await page.locator("#check-key > summary").click();
      await check(page, address);
      await page.context().close();
    });
  }
  await bare.close();
});
