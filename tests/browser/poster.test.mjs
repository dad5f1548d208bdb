// Posters: what a camera reads in the code is the address that stands beside it, whatever HR chooses; on paper there is the
// poster alone; and without an address of the site there is no code, but what to set.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { focus, openBrowser, openPage, overflow, tabTo } from "./browser.mjs";
import { scan as camera } from "./camera.mjs";
import { assertNothing } from "./nothing.mjs";
import { build } from "./roadmap.mjs";
import { nothingStored, stored } from "./self-check.mjs";
import { serveSite } from "./server.mjs";
import { folder as siteFolder, pages } from "./site.mjs";

const fixture = fileURLToPath(new URL("fixture-posters", import.meta.url));

let browser, site, surveys, folder, reader;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "posters-"));
  await build(fixture, join(folder, "site"));
  [browser, site, surveys] = await Promise.all([openBrowser(), serveSite(siteFolder), serveSite(join(folder, "site"))]);
  reader = await openPage(browser);
});
after(async () => {
  await browser?.close();
  await Promise.all([site, surveys].map((server) => server?.close()));
  await rm(folder, { recursive: true, force: true });
});

const posters = pages.filter(({ address }) => address.endsWith("/plakat/"));

const scan = (page) => camera(page.locator("#poster-code"), reader);

const printed = (page) => page.locator("#poster-address").innerText();

async function open(url, options) {
  const page = await openPage(browser, options);
  await page.goto(url);
  await page.locator("body[data-running]").waitFor();
  return page;
}

test("each poster's code leads to the first question of its self-check, with and without the program", async (t) => {
  const bare = await serveSite(siteFolder, (html) => html.replace(/<script type="module">[^]*?<\/script>/, ""));
  const home = pages.find(({ kind }) => kind === "home").html.match(/rel="canonical" href="([^"]*)"/)[1];
  assert.ok(posters.length > 2);
  for (const { address } of posters) {
    await t.test(address, async () => {
      const page = await openPage(browser);
      await page.goto(bare.url + address);
      const expected = `${home}${address.slice(1).replace(/plakat\/$/, "")}#start`;
      assert.equal(await printed(page), expected);
      assert.equal(await scan(page), expected);
      assert.ok(pages.some(({ address }) => address === new URL(expected).pathname), "there is such a page");
      await page.goto(site.url + address);
      await page.locator("body[data-running]").waitFor();
      assert.equal(await printed(page), expected);
      assert.equal(await scan(page), expected);
      await page.context().close();
    });
  }
  await bare.close();
});

test("survey, wave and occupation go into code and address, by keyboard", async () => {
  const page = await open(`${surveys.url}/selbst-check/kurz/feuerwehr/plakat/`, { colorScheme: "dark" });
  const requests = surveys.requests.length;
  const survey = page.getByLabel("Erhebung");
  assert.deepEqual(await survey.locator("option").allInnerTexts(), [
    "keine, nur der Selbst-Check",
    "musterstadt-2026, Runde 1 (11. Januar 2027 bis 12. Februar 2027)",
    "musterstadt-2026, Runde 2 (6. September 2027 bis 1. Oktober 2027)",
  ]);
  const expect = async (address) => {
    assert.equal(await printed(page), address);
    assert.equal(await scan(page), address);
  };
  const base = "https://musterstadt.example/lernen/selbst-check/kurz";
  await expect(`${base}/feuerwehr/#start`);

  await tabTo(page, (now) => now.id === "poster-survey");
  await page.keyboard.press("ArrowDown");
  await expect(`${base}/feuerwehr/#e=musterstadt-2026&w=1&b=feuerwehr&start`);
  assert.ok((await page.locator("#poster-status").innerText()).includes(await printed(page)), "the change is announced");
  assert.equal((await focus(page)).id, "poster-survey");

  await page.getByLabel("Berufsgruppe").selectOption("Reinigung");
  await expect(`${base}/reinigung/#e=musterstadt-2026&w=1&b=reinigung&start`);
  assert.match(await page.getByRole("heading", { level: 2 }).first().innerText(), /Reinigung/);

  await page.getByLabel("Berufsgruppe").selectOption("Feuerwehr");
  await survey.selectOption({ index: 2 });
  await expect(`${base}/#e=musterstadt-2026&w=2&start`);
  assert.equal(await page.getByRole("option", { name: "Feuerwehr" }).isDisabled(), true, "nobody is invited to a survey of others");
  assert.equal(surveys.requests.length, requests);
  assert.deepEqual(await stored(page), nothingStored);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("what a camera reads opens the self-check on what is asked before its first question", async () => {
  const poster = await open(`${surveys.url}/selbst-check/kurz/feuerwehr/plakat/`);
  for (const survey of ["", "0"]) {
    await poster.getByLabel("Erhebung").selectOption(survey);
    const read = new URL(await scan(poster));
    const page = await openPage(browser);
    // The same path and fragment on the server of this test.
    await page.goto(surveys.url + read.pathname.replace("/lernen", "") + read.hash);
    // Even from a poster nobody gets past the question who uses the device.
    await page.locator('#check[data-state="about"]').waitFor();
    assert.ok(await page.locator("#check-device").isVisible());
    assert.equal(await page.evaluate(() => document.activeElement.id), "check-about-title");
    await page.locator("#check-begin").click();
    assert.equal(await page.locator(".item-entry:not([hidden])").count(), 1);
    assert.match(await page.locator("#check-progress-text").innerText(), /^Frage 1 /);
    assert.deepEqual(await stored(page), nothingStored);
    await page.context().close();
  }
  await poster.context().close();
});

test("on paper there is the poster alone, on one page", async () => {
  const page = await open(site.url + posters[0].address);
  await page.evaluate(() => {
    window.print = () => (window.printed = true);
  });
  await page.getByRole("button", { name: "Plakat drucken" }).click();
  assert.equal(await page.evaluate(() => window.printed), true);
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator("#poster-code").isVisible());
  for (const other of [".site-header", ".site-footer", "h1", "#poster-form", ".poster-others"])
    assert.equal(await page.locator(other).isVisible(), false, `${other} is not on the paper`);
  for (const { address } of posters) {
    await page.goto(site.url + address);
    const pdf = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
    assert.equal(pdf.match(/\/Type\s*\/Page\b/g)?.length, 1, `${address}: one sheet`);
  }
  await page.context().close();
});

test("without an address of the site there is no code, but what to set", async () => {
  const layer = join(folder, "layer");
  await mkdir(layer);
  await writeFile(join(layer, "site.toml"), 'name = "Stadt Musterstadt"\ndraft = true\n');
  await build(layer, join(folder, "draft"));
  const server = await serveSite(join(folder, "draft"));
  const page = await openPage(browser);
  await page.goto(`${server.url}/selbst-check/kurz/feuerwehr/plakat/`);
  assert.equal(await page.locator("#poster-code").count(), 0);
  assert.equal(await page.locator("script").count(), 0);
  assert.match(await page.locator("main").innerText(), /base_url/);
  assertNothing(await violations(page), "without an address");
  await page.context().close();
  await server.close();
});

test("posters can be found from an occupation and from the self-checks", async () => {
  const page = await openPage(browser);
  for (const address of ["/berufsgruppen/feuerwehr/", "/selbst-check/"]) {
    await page.goto(site.url + address);
    await page.getByRole("link", { name: /Plakat/ }).first().click();
    assert.match(new URL(page.url()).pathname, /\/plakat\/$/);
  }
  await page.context().close();
});

test("axe, 320 pixels and forced colours", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await open(`${surveys.url}/selbst-check/kurz/feuerwehr/plakat/`, { colorScheme, viewport: { width: 320, height: 640 } });
    await page.getByLabel("Erhebung").selectOption({ index: 1 });
    assertNothing(await violations(page), colorScheme);
    assert.equal(await overflow(page), 0, "wider than 320 px");
    await page.emulateMedia({ forcedColors: "active", colorScheme });
    assert.equal(await scan(page), await printed(page), "a camera can read the code in forced colours");
    await page.context().close();
  }
});
