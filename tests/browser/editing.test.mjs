// The page for editing in the browser, with the program that a layer brings for it: Sveltia CMS takes the configuration as it is,
// asks nobody but the site, and what its forms save is built.
import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import Ajv from "ajv";
import { parse } from "yaml";
import { openBrowser, openPage } from "./browser.mjs";
import { build } from "./roadmap.mjs";
import { serveSite } from "./server.mjs";


let browser, server, folder, layer;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "editing-"));
  layer = join(folder, "kommune");
  await cp(join(import.meta.dirname, "../sites/editing"), layer, { recursive: true });
  const program = join(import.meta.dirname, "node_modules/@sveltia/cms");
  const own = join(layer, "static/bearbeiten");
  await mkdir(join(own, "locales"), { recursive: true });
  await cp(join(program, "dist/sveltia-cms.js"), join(own, "sveltia-cms.js"));
  await cp(join(program, "locales/de.json"), join(own, "locales/de.json"));
  await build(layer, join(folder, "site"));
  [browser, server] = await Promise.all([openBrowser(), serveSite(join(folder, "site"))]);
});
after(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Opens the page; `answered` fills with the addresses that answered, `said` with what the program says of the configuration. */
async function open(rewrite = (config) => config) {
  const page = await openPage(browser, { viewport: { width: 1280, height: 900 } });
  page.answered = [];
  page.said = [];
  page.on("response", (response) => page.answered.push(response.url()));
  page.on("console", (message) => /collection|configuration contains|Errors found/i.test(message.text()) && page.said.push(message.text()));
  await page.route("**/config.yml*", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: rewrite(await response.text()) });
  });
  await page.goto(`${server.url}/bearbeiten/`);
  return page;
}

test("the configuration is what the program's own schema asks for", async () => {
  const schema = JSON.parse(await readFile(join(import.meta.dirname, "node_modules/@sveltia/cms/schema/sveltia-cms.json"), "utf8"));
  const valid = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(schema);
  const config = await readFile(join(folder, "site/bearbeiten/config.yml"), "utf8");
  valid(parse(config));
  assert.deepEqual(valid.errors ?? [], []);
  // What the program warned of once.
  valid(parse(config.replace("widget: hidden", "widget: hidden\n    required: false")));
  assert.ok(valid.errors.length > 0, "a key that the program does not know is found");
});

test("the program takes the configuration and asks nobody but the site", async () => {
  const page = await open();
  await page.getByRole("button", { name: "Mit Zugriffstoken anmelden" }).waitFor();
  assert.deepEqual(page.said, []);
  const elsewhere = page.answered.filter((url) => !url.startsWith(server.url) && !url.startsWith("blob:"));
  assert.deepEqual(elsewhere, []);
  await page.context().close();
});

test("what a form saves is built", async () => {
  // Instead of a project on the network one in the browser's own storage.
  const page = await open((config) => config.replace(/^backend:\n(?: .*\n)+/m, "backend:\n  name: test-repo\n"));
  await page.getByRole("button", { name: "Mit Test-Repository arbeiten" }).click();
  await page.waitForURL((url) => url.hash.startsWith("#/collections/"));
  // The same names are in the preview beside the form.
  const field = (name) => page.locator(`section[data-key-path="${name}"]`).first();
  const form = async (collection, lastField) => {
    await page.goto(`${server.url}/bearbeiten/#/collections/${collection}/new`);
    await field(lastField).waitFor();
  };
  // After saving, the program shows the list.
  const save = async (collection) => {
    await page.getByRole("button", { name: "Speichern" }).click();
    await page.waitForURL((url) => url.hash === `#/collections/${collection}`);
    await page.locator("section[data-key-path]").first().waitFor({ state: "detached" });
    await page.getByText("Eintrag gespeichert").first().waitFor();
  };

  await form("aktuelles", "body");
  await field("title").locator("input").fill("Größere Runde: „Tür und Tor“");
  await field("date").locator("input[type=date]").fill("2026-11-24");
  await field("body").locator("textarea").fill("Erster Satz.\n\n> [!hinweis] Neu\n> Ab *Montag*.\n");
  await save("aktuelles");

  await form("lernangebote", "minutes");
  await field("title").locator("input").fill("Sicher am Handy");
  await field("minutes").locator("input").fill("45");
  await field("raises").getByRole("button").last().click();
  await field("raises.0.from").locator("input").fill("0.5");
  await field("raises.0.to").locator("input").fill("2");
  // Last, for the program listens to it a moment after showing it; then the preview has it too.
  await field("raises.0.competence").getByRole("radio").first().click();
  await page.locator('section[data-key-path="raises.0.competence"]').last().getByText("Betrug erkennen").waitFor();
  await save("lernangebote");

  const saved = await page.evaluate(async () => {
    const files = {};
    const walk = async (directory, path) => {
      for await (const [name, entry] of directory.entries()) {
        if (entry.kind === "directory") await walk(entry, `${path}${name}/`);
        else files[path + name] = await (await entry.getFile()).text();
      }
    };
    const root = await navigator.storage.getDirectory();
    await walk(await root.getDirectoryHandle("sveltia-cms-test"), "");
    return files;
  });
  assert.deepEqual(Object.keys(saved).sort(), [
    "content/de/aktuelles/2026-11-24-groessere-runde-tuer-und-tor.md",
    "content/de/lernangebote/sicher-am-handy.md",
  ]);
  for (const [path, text] of Object.entries(saved)) {
    await mkdir(dirname(join(layer, path)), { recursive: true });
    await writeFile(join(layer, path), text);
  }
  await build(layer, join(folder, "after"));
  const after = await serveSite(join(folder, "after"));
  await page.goto(`${after.url}/aktuelles/2026-11-24-groessere-runde-tuer-und-tor/`);
  assert.match(await page.locator("main").innerText(), /24\. November 2026[^]*Größere Runde[^]*Neu[^]*Ab Montag\./);
  await page.goto(`${after.url}/lernangebote/sicher-am-handy/`);
  assert.match(await page.locator("main").innerText(), /45 Minuten[^]*Betrug erkennen[^]*auf dem Weg zu Stufe 1[^]*bis[^]*Stufe 2/);
  await page.context().close();
  await after.close();
});
