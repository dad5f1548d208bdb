// A municipality's own site, as `roadmap init` leaves it and as a town would write it (tests/musterstadt): axe-core on the pages
// that facts fill, in both colour schemes and layouts.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { check } from "./axe.mjs";
import { openBrowser, openPage } from "./browser.mjs";
import { assertNothing } from "./nothing.mjs";
import { roadmap } from "./roadmap.mjs";
import { serveSite } from "./server.mjs";


let browser, folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "own-site-"));
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Builds a layer, serves it, and looks at some of its pages. */
async function look(t, layer, addresses, also = () => {}) {
  const output = await mkdtemp(join(folder, "site-"));
  await roadmap("build", layer, "--output", output, "--quiet");
  const server = await serveSite(output);
  t.after(() => server.close());
  for (const address of addresses) {
    await t.test(address, async () => {
      const page = await openPage(browser);
      await page.goto(server.url + address);
      await also(page);
      // Before axe-core, which a page's policy rightly hampers.
      assertNothing(page.problems, `problems of ${address}`);
      await check(page, address);
      await page.context().close();
    });
  }
}

const legal = ["/impressum/", "/datenschutz/", "/barrierefreiheit/"];

test("the draft that roadmap init leaves", async (t) => {
  const layer = join(folder, "kommune");
  await roadmap("init", layer, "--name", "Stadt Musterstadt", "--land", "HE");
  await look(t, layer, ["/", ...legal], async (page) =>
    assert.match(await page.locator(".site-notice").innerText(), /Entwurf/),
  );
});

const pages = ["/", ...legal, "/leitfaden/lernzeit/", "/berufsgruppen/reinigung/", "/lernangebote/", "/selbst-check/kurz/bauhof/"];

test("a town's layer, in its colours and with its logo", async (t) => {
  await look(t, join(import.meta.dirname, "../musterstadt"), [...pages, "/erhebungen/"], async (page) => {
    assert.ok(await page.locator(".brand-logo").evaluate((logo) => logo.complete && logo.naturalWidth > 0), "the logo is shown");
    assert.equal(await page.locator(".site-notice").count(), 0);
  });
});

test("the theme schlicht, with a colour that has to be changed to be read", async (t) => {
  const layer = join(folder, "schlicht");
  await mkdir(layer);
  await writeFile(join(layer, "site.toml"), 'draft = true\n[brand]\ntheme = "schlicht"\nprimary = "#ffcc00"\n');
  await look(t, layer, pages);
});
