// A municipality's own site, as `roadmap init` leaves it and as a town would write it (tests/musterstadt): axe-core on the pages
// that facts fill, in both colour schemes and layouts.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { openBrowser, openPage, overflow } from "./browser.mjs";
import { assertNothing } from "./nothing.mjs";
import { serveSite } from "./server.mjs";

const roadmap = (...parameters) => promisify(execFile)(process.env.ROADMAP_BIN, parameters);

let browser, server, folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "own-site-"));
  const layer = join(folder, "kommune");
  await roadmap("init", layer, "--name", "Stadt Musterstadt", "--land", "HE");
  await roadmap("build", layer, "--output", join(folder, "draft"), "--quiet");
  [browser, server] = await Promise.all([openBrowser(), serveSite(join(folder, "draft"))]);
});
after(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

async function check(page, name) {
  for (const [colorScheme, width] of [["light", 360], ["dark", 1280]]) {
    await page.setViewportSize({ width, height: 740 });
    await page.emulateMedia({ colorScheme });
    assertNothing(await violations(page), `${name}, ${colorScheme}, ${width} px`);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  assert.equal(await overflow(page), 0, `${name} is wider than 320 px`);
}

test("the draft that roadmap init leaves", async (t) => {
  for (const address of ["/", "/impressum/", "/datenschutz/", "/barrierefreiheit/"]) {
    await t.test(address, async () => {
      const page = await openPage(browser);
      await page.goto(server.url + address);
      assert.match(await page.locator(".site-notice").innerText(), /Entwurf/);
      await check(page, address);
      await page.context().close();
    });
  }
});
