// axe-core inside a page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { overflow } from "./browser.mjs";
import { assertNothing } from "./nothing.mjs";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const run = `(async () => {
  const rules = Object.fromEntries(axe.getRules(["wcag22aa"]).map(({ ruleId }) => [ruleId, { enabled: true }]));
  const { violations } = await axe.run(document, { rules, resultTypes: ["violations"] });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => id + " (" + help + "): " + node.html.slice(0, 160) + " " + (node.any[0]?.message ?? "")),
  );
})()`;

/** Violations of every rule, with the recommended practices and WCAG 2.2 AA; one line each. */
export async function violations(page) {
  // As an evaluated text: a script element would be stopped by the page's own trusted types, as it should be.
  if (!(await page.evaluate("typeof axe === 'object'"))) await page.evaluate(source);
  return page.evaluate(run);
}

/** The same in a world of its own beside the page's, whose clock may stand still: axe waits by timers. */
export async function violationsBesideStoppedClock(page) {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send("Page.getFrameTree");
  const { executionContextId: contextId } = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", { expression, contextId, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  await evaluate(source);
  const found = await evaluate(run);
  await session.detach();
  return found;
}

/** Looks at what is on the screen. Colours do not depend on the width, so two looks see both schemes and both layouts. */
export async function check(page, name) {
  for (const [colorScheme, width] of [["light", 360], ["dark", 1280]]) {
    await page.setViewportSize({ width, height: 740 });
    await page.emulateMedia({ colorScheme });
    assertNothing(await violations(page), `${name}, ${colorScheme}, ${width} px`);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  assert.equal(await overflow(page), 0, `${name} is wider than 320 px`);
}
