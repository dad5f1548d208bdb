// Until the program of a self-check runs: how it is unpacked, and what the page says meanwhile.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openBrowser, openPage, phone } from "./browser.mjs";
import { serveSite } from "./server.mjs";
import { folder, occupationCheck } from "./site.mjs";

/** What the decoder in the page decodes, as Base64. */
const program = /const text = "([\w+/]+)"/;

async function visit(t, { options = {}, before = () => {} } = {}) {
  const [browser, server] = await Promise.all([openBrowser(), serveSite(folder)]);
  t.after(async () => {
    await browser.close();
    await server.close();
  });
  const page = await openPage(browser, { ...phone, ...options });
  await before(page);
  return { page, url: server.url + occupationCheck.address };
}

/** Whatever was sent is unpacked whole or not at all: the decoder compares the sum of what comes out with that of the module. */
const damaged = (text) => text.slice(0, 20_000) + (text[20_000] === "A" ? "B" : "A") + text.slice(20_001);
for (const { name, change, failure } of [
  { name: "as it was packed", change: (text) => text, failure: null },
  { name: "not with another letter", change: damaged, failure: "unpack" },
  { name: "not without its end", change: (text) => text.slice(0, -400), failure: "unpack" },
]) {
  test(`the program is unpacked ${name}`, async (t) => {
    // The policy would not let a changed script run.
    const { page, url } = await visit(t, { options: { bypassCSP: true } });
    await page.route(url, async (route) => {
      const response = await route.fetch();
      const html = await response.text();
      assert.match(html, program);
      await route.fulfill({ response, body: html.replace(program, (whole, text) => whole.replace(text, change(text))) });
    });
    await page.goto(url);
    const check = page.locator("#check");
    await page.locator('#check:is([data-state="start"], [data-failure])').waitFor();
    assert.equal(await check.getAttribute("data-failure"), failure);
    assert.equal(await page.locator("#check-start-button").isVisible(), failure === null);
    assert.equal(await page.locator("#check-fallback").isVisible(), failure !== null);
    assert.ok(await page.locator("#check-wait").isHidden());
    if (failure) {
      const { strings } = JSON.parse(await page.locator("#check-data").textContent());
      assert.equal(await page.locator("#check-fallback").textContent(), strings.failure);
    }
  });
}

test("who has to wait sees a button that cannot be pressed yet, and hears when it can", async (t) => {
  const hold = (page) =>
    page.addInitScript(() => {
      const { instantiate } = WebAssembly;
      const released = new Promise((release) => (window.release = release));
      WebAssembly.instantiate = async (...all) => (await released, instantiate(...all));
    });
  const { page, url } = await visit(t, { before: hold });
  await page.goto(url);
  const button = page.locator("#check-wait button");
  await button.waitFor();
  assert.ok(await button.isDisabled());
  const wait = await button.textContent();
  const status = page.locator("#check-ready[role=status]");
  assert.equal(await status.textContent(), wait);
  for (const hidden of ["#check-fallback", "#check-form", "#check-start-button"]) assert.ok(await page.locator(hidden).isHidden(), hidden);
  await page.evaluate(() => window.release());
  await page.locator("#check-start-button").waitFor();
  assert.ok(await button.isHidden());
  assert.notEqual(await status.textContent(), wait);
  assert.notEqual(await status.textContent(), "");
  assert.deepEqual(page.problems, []);
});

test("who has to wait for long is offered the form on paper", async (t) => {
  const never = async (page) => {
    await page.clock.install();
    await page.addInitScript(() => (WebAssembly.instantiate = () => new Promise(() => {})));
  };
  const { page, url } = await visit(t, { before: never });
  await page.goto(url);
  await page.locator("#check-wait button").waitFor();
  assert.ok(await page.locator("#check-fallback").isHidden());
  await page.clock.runFor(10_000);
  for (const shown of ["#check-fallback", "#check-form"]) await page.locator(shown).waitFor();
});

test("without scripts the form and the sentence about it are there, and no button", async (t) => {
  const { page, url } = await visit(t, { options: { javaScriptEnabled: false } });
  await page.goto(url);
  for (const shown of ["#check-fallback", "#check-form"]) assert.ok(await page.locator(shown).isVisible(), shown);
  for (const hidden of ["#check-wait", "#check-start"]) assert.ok(await page.locator(hidden).isHidden(), hidden);
});
