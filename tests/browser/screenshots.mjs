// Pictures of the site to look at, in two widths, both colour schemes and on paper. Not a test.
//
//     ROADMAP_SITE=target/site node tests/browser/screenshots.mjs [FOLDER]     (target/screenshots without it)
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openBrowser, openPage } from "./browser.mjs";
import { answerFirst, goThrough, open, start } from "./self-check.mjs";
import { serveSite } from "./server.mjs";
import { folder, livePages, onePageOfEveryKind, occupationCheck } from "./site.mjs";

const out = process.argv[2] ?? fileURLToPath(new URL("../../target/screenshots", import.meta.url));
mkdirSync(out, { recursive: true });
const browser = await openBrowser();
const server = await serveSite(folder);

for (const width of [360, 1280]) {
  for (const colorScheme of ["light", "dark"]) {
    const page = await openPage(browser, { viewport: { width, height: width === 360 ? 740 : 900 }, colorScheme });
    const shoot = (name, fullPage = true) => page.screenshot({ path: join(out, `${name}-${width}-${colorScheme}.png`), fullPage });
    for (const { address, kind } of onePageOfEveryKind()) {
      await page.goto(server.url + address);
      await shoot(kind);
    }
    await page.goto(server.url + livePages.find(({ kind }) => kind === "unit-2").address);
    await page.locator(".quiz-task label").first().click();
    await page.locator(".quiz-task button[type=submit]").first().click();
    await shoot("unit-feedback");
    await page.goto(server.url + livePages.find(({ kind }) => kind === "programme-2").address);
    for (const criterion of await page.locator(".criterion").all()) await criterion.locator("label").last().click();
    await page.locator(".criterion label").first().click();
    await page.locator("#timeline-start").fill("2027-05-03");
    await page.locator("#criteria button").click();
    await shoot("programme-guide");
    if (width === 1280 && colorScheme === "light") await print(page, "programme-guide");
    await open(page, server.url + occupationCheck.address);
    await shoot("check-start");
    await start(page, { career: "fachkraft" });
    const seen = new Set();
    await goThrough(page, async ({ kind }) => {
      // As the window shows it: whether the question comes first is the point.
      if (!seen.has(kind)) await shoot(`question-${kind}`, false);
      seen.add(kind);
      await answerFirst(page);
    });
    await shoot("result");
    if (width === 1280 && colorScheme === "light") await print(page, "result");
    await page.context().close();
  }
}

const page = await openPage(browser);
for (const { address, kind } of onePageOfEveryKind()) {
  await page.goto(server.url + address);
  await print(page, kind);
}
const bare = await serveSite(folder, (html) => html.replace(/<script type="module">[^]*?<\/script>/, ""));
await page.goto(bare.url + occupationCheck.address);
await print(page, "check-paper");

await browser.close();
await Promise.all([server.close(), bare.close()]);
console.log(out);

/** As PDF, and as pictures of its pages where pdftoppm is there. */
async function print(page, name) {
  const pdf = join(out, `${name}-print.pdf`);
  await page.pdf({ path: pdf, format: "A4", printBackground: false });
  try {
    execFileSync("pdftoppm", ["-r", "50", "-png", pdf, join(out, `${name}-print`)]);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}
