// The program in the page and `roadmap score` compute the same profile, to the last bit.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { answersFor, seeds } from "./answers.mjs";
import { openBrowser, openPage } from "./browser.mjs";
import { open } from "./self-check.mjs";
import { serveSite } from "./server.mjs";
import { folder, generalCheck, read } from "./site.mjs";

const run = promisify(execFile);
const bankPath = "daten/banken/kurz.json";

test("50 answer files", async (t) => {
  const [browser, server, files] = await Promise.all([openBrowser(), serveSite(folder), mkdtemp(join(tmpdir(), "answers-"))]);
  t.after(async () => {
    await browser.close();
    await server.close();
    await rm(files, { recursive: true });
  });
  const page = await openPage(browser);
  await open(page, server.url + generalCheck.address);

  // A page carries its own items only; both sides get answers to those.
  const inPage = new Set(await page.locator("[data-item]").evaluateAll((list) => list.map((entry) => entry.dataset.item)));
  const bank = JSON.parse(read(bankPath));
  // Nor does it carry scales that none of its items belong to.
  const data = JSON.parse(await page.locator("#check-data").textContent());
  const ofPage = new Set(data.scales.map(({ id }) => id));
  const shared = { ...bank, items: bank.items.filter(({ id }) => inPage.has(id)) };
  assert.ok(shared.items.length >= 20, `${shared.items.length} items on the page and in the bank`);

  for (const seed of seeds) {
    const text = JSON.stringify(answersFor(shared, seed));
    const file = join(files, `${seed}.json`);
    await writeFile(file, text);
    const native = await run(process.env.ROADMAP_BIN, ["score", "--bank", join(folder, bankPath), file]);
    const browserText = await page.evaluate((answers) => window.roadmap.score(answers), text);
    // Reading a number gives back the exact f64 that was written, on both sides; -0 and 0 are told apart.
    const expected = JSON.parse(native.stdout);
    expected.scales = expected.scales.filter(({ id }) => ofPage.has(id));
    assert.deepStrictEqual(JSON.parse(browserText), expected, `seed ${seed}`);
  }
});
