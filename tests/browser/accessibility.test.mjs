// axe-core on one page of every kind and on every screen of a self-check, light and dark; and no page is wider than a
// window of 320 pixels.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { check } from "./axe.mjs";
import { openBrowser, openPage } from "./browser.mjs";
import { answerFirst, goThrough, open, start } from "./self-check.mjs";
import { serveSite } from "./server.mjs";
import { checkPages, folder, onePageOfEveryKind, occupationCheck, picturePages } from "./site.mjs";

let browser, server;
before(async () => {
  [browser, server] = await Promise.all([openBrowser(), serveSite(folder)]);
});
after(async () => {
  await browser?.close();
  await server?.close();
});

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

// Pictures are drawn twice, for wide and narrow pages; letters in both must be legible, and the picture must say what it is.
test("every page with a picture", async (t) => {
  for (const { address } of picturePages) {
    await t.test(address, async () => {
      const page = await openPage(browser);
      await page.goto(server.url + address);
      await check(page, address);
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 740 });
        const shown = await page.locator(".prose .picture svg[viewBox]:not(.legend-mark):visible").all();
        assert.notEqual(shown.length, 0, `${address} shows no picture at ${width} px`);
        for (const picture of shown) {
          const { name, smallest, beyond } = await picture.evaluate((svg) => {
            const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
            const texts = [...svg.querySelectorAll("text")];
            const room = svg.closest("main").getBoundingClientRect();
            return {
              name: svg.querySelector("title")?.textContent ?? "",
              smallest: Math.min(...texts.map((text) => parseFloat(getComputedStyle(text).fontSize) * scale)),
              beyond: texts.filter((text) => text.getBoundingClientRect().right > room.right).map((text) => text.textContent),
            };
          });
          assert.ok(name.length > 10, `a picture of ${address} has no name`);
          // A hair less than 12 px is what a scroll bar takes.
          assert.ok(smallest >= 11.7, `letters of "${name}" are ${smallest} px high at ${width} px`);
          assert.deepEqual(beyond, [], `"${name}" runs over the edge at ${width} px`);
        }
      }
      await page.context().close();
    });
  }
});

test("every screen of a self-check", async (t) => {
  const page = await openPage(browser);
  await open(page, server.url + occupationCheck.address);
  await t.test("start", () => check(page, "start"));

  await start(page, { career: "fachkraft" });
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
