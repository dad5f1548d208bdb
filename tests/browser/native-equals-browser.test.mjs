// The program in the page and `roadmap score` compute the same profile, to the last bit.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { answersFor, seeds } from "./answers.mjs";
import { openBrowser, openPage } from "./browser.mjs";
import { roadmap } from "./roadmap.mjs";
import { open } from "./self-check.mjs";
import { serveSite } from "./server.mjs";
import { checkPages, folder, read } from "./site.mjs";

/** One page of each blueprint and series, the first of its kind; among them they replay 1,000 answer files. */
const checks = [
  { check: firstBelow("kurz"), files: 400 },
  { check: firstBelow("gruendlich"), files: 300 },
  { check: firstBelow("einzeln"), files: 300 },
];
/** Natively scored at the same time. */
const atOnce = 4;

function firstBelow(blueprint) {
  return checkPages.toSorted((a, b) => a.address.length - b.address.length).find(({ address }) => address.startsWith(`/selbst-check/${blueprint}/`));
}

for (const { check, files: count } of checks) {
  test(`${count} answer files: ${check.address}`, async (t) => {
    const [browser, server, files] = await Promise.all([openBrowser(), serveSite(folder), mkdtemp(join(tmpdir(), "answers-"))]);
    t.after(async () => {
      await browser.close();
      await server.close();
      await rm(files, { recursive: true });
    });
    const page = await openPage(browser);
    await open(page, server.url + check.address);

    // A page carries its own items only; both sides get answers to those.
    const data = JSON.parse(await page.locator("#check-data").textContent());
    const inPage = new Set(data.items.map(({ id }) => id));
    const bankPath = `daten/banken/${data.blueprint.id}.json`;
    const bank = JSON.parse(read(bankPath));
    // Nor does it carry scales that none of its items belong to.
    const ofPage = new Set(data.scales.map(({ id }) => id));
    const shared = { ...bank, items: bank.items.filter(({ id }) => inPage.has(id)) };
    assert.equal(shared.items.length, inPage.size, "every item of the page is in its bank");

    const texts = seeds(count).map((seed) => JSON.stringify(answersFor(shared, seed)));
    const inBrowser = await page.evaluate((all) => all.map((text) => window.roadmap.score(text)), texts);
    const natively = async (text, seed) => {
      const file = join(files, `${seed}.json`);
      await writeFile(file, text);
      const { stdout } = await roadmap("score", "--bank", join(folder, bankPath), file);
      return JSON.parse(stdout);
    };
    for (let first = 0; first < count; first += atOnce) {
      const part = texts.slice(first, first + atOnce);
      const profiles = await Promise.all(part.map((text, place) => natively(text, first + place)));
      profiles.forEach((expected, place) => {
        expected.scales = expected.scales.filter(({ id }) => ofPage.has(id));
        // Reading a number gives back the exact f64 that was written, on both sides; -0 and 0 are told apart.
        assert.deepStrictEqual(JSON.parse(inBrowser[first + place]), expected, `seed ${first + place}`);
      });
    }
  });
}
