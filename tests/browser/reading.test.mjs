// Reading pages are plain documents: no programs, and every link leads somewhere.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { focus, openBrowser, openPage, phone, tabTo } from "./browser.mjs";
import { assertNothing } from "./nothing.mjs";
import { fileFor, serveSite } from "./server.mjs";
import { checkPages, folder, livePages, pages, readingPages, sitemap } from "./site.mjs";

let browser, server;
before(async () => {
  [browser, server] = await Promise.all([openBrowser(), serveSite(folder)]);
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** The page's markup: what scripts and styles hold is not markup. */
const markup = (html) => html.replace(/<(script|style)\b[^>]*>[^]*?<\/\1>/gi, "<$1></$1>");
const unescape = (text) => text.replaceAll("&amp;", "&").replaceAll("&#x2f;", "/").replaceAll("&#x27;", "'").replaceAll("&quot;", '"');
const attributes = (html, name) =>
  [...markup(html).matchAll(new RegExp(`\\s${name}="([^"]*)"`, "g"))].map((match) => unescape(match[1]));

test("no reading page has a script", () => {
  for (const { file, html } of readingPages) {
    assert.doesNotMatch(html, /<script\b/i, file);
    assert.doesNotMatch(markup(html), /<[^>]*\son\w+=/i, file);
  }
});

test("only these kinds of pages have a program", () => {
  const kinds = (pages) => [...new Set(pages.map(({ kind }) => kind))].toSorted();
  assert.deepEqual(kinds(checkPages), ["check-2", "check-3"]);
  assert.deepEqual(kinds(livePages), ["poster-3", "poster-4", "programme-2", "section", "unit-2"]);
  assert.deepEqual(livePages.filter(({ kind }) => kind === "section").map(({ address }) => address), ["/lernbausteine/"]);
});

test("nothing is loaded from anybody else", () => {
  for (const { file, html } of pages) {
    const loaded = [...attributes(html, "src"), ...attributes(html, "srcset"), ...stylesheets(html)];
    assertNothing(loaded.filter((url) => /^(?!data:)[a-z]+:|^\/\//i.test(url)), file);
  }
});

const stylesheets = (html) =>
  [...markup(html).matchAll(/<link\b[^>]*>/g)].filter(([tag]) => /rel="(stylesheet|icon|preload)/.test(tag)).flatMap(([tag]) => attributes(tag, "href"));

test("every internal link and anchor leads somewhere", () => {
  const ids = new Map(pages.map(({ file, html }) => [file, new Set(attributes(html, "id"))]));
  const dead = [];
  for (const { address, file, html } of pages) {
    for (const link of [...attributes(html, "href"), ...attributes(html, "src")]) {
      // Addresses elsewhere cannot be tested without a network; the page's own full address is held by the sitemap.
      if (/^[a-z][a-z+.-]*:|^\/\//i.test(link)) continue;
      const url = new URL(link, `http://site${address}`);
      const target = fileFor(folder, url.href);
      const anchor = decodeURIComponent(url.hash.slice(1));
      const targetFile = target && pages.find((page) => fileFor(folder, page.address) === target)?.file;
      if (!target) dead.push(`${file}: ${link}`);
      else if (anchor && targetFile && !ids.get(targetFile).has(anchor)) dead.push(`${file}: ${link} (no such place)`);
    }
  }
  assertNothing(dead, "dead links");
});

test("the sitemap lists every page once", () => {
  const listed = sitemap();
  assert.deepEqual(listed.toSorted(), [...new Set(listed)].toSorted());
  const wanted = pages.filter(({ kind }) => kind !== "404").map(({ address }) => address);
  assert.deepEqual(listed.toSorted(), wanted.toSorted());
});

test("an address that does not exist gets a page of its own", async () => {
  const page = await openPage(browser);
  const answer = await page.goto(`${server.url}/gibt-es-nicht`);
  assert.equal(answer.status(), 404);
  assert.equal(await page.locator("h1").count(), 1);
  await page.locator("main a, header a").first().waitFor();
  await page.context().close();
});

test("the first stop of the keyboard skips to the content", async () => {
  const page = await openPage(browser);
  await page.goto(`${server.url}/`);
  await page.keyboard.press("Tab");
  const link = await focus(page);
  assert.ok(link.classes.includes("skip-link"), `the first stop is ${link.text}`);
  assert.ok(link.visible && link.marked, "the skip link shows when it has the focus");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)));
  await page.context().close();
});

test("a term leads to its explanation at the end of the page, and back", async () => {
  const { address } = readingPages.find(({ html }) => html.includes('class="term"'));
  const page = await openPage(browser, { viewport: phone.viewport });
  await page.goto(server.url + address);
  const term = page.locator("a.term").first();
  const word = await term.innerText();
  await term.focus();
  await page.keyboard.press("Enter");
  const explanation = page.locator(new URL(page.url()).hash);
  assert.ok(await explanation.evaluate((dt) => dt.getBoundingClientRect().top < innerHeight), "it is on the screen");
  const back = page.locator(".terms-back").first();
  assert.match(await back.getAttribute("aria-label"), /Zurück/);
  await back.focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(new URL(page.url()).hash).innerText(), word);
  await page.context().close();
});

test("the menu works by keyboard on a phone, without a program", async () => {
  const page = await openPage(browser, { viewport: phone.viewport });
  await page.goto(`${server.url}/`);
  const menu = page.locator("#hauptnavigation");
  assert.equal(await menu.isVisible(), false, "closed at first");
  await tabTo(page, (now) => now.classes.includes("menu-button"));
  await page.keyboard.press("Enter");
  await menu.waitFor();

  await page.keyboard.press("Escape");
  assert.equal(await menu.isVisible(), false, "Escape closes it");
  assert.ok((await focus(page)).classes.includes("menu-button"), "and the focus is back on the button");

  await page.keyboard.press("Enter");
  const first = await menu.locator("a").first().innerText();
  const link = await tabTo(page, (now) => now.text === first);
  assert.ok(link.visible && link.marked, "the focus shows in the menu");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  assert.notEqual(new URL(page.url()).pathname, "/");
  await page.context().close();
});
