// axe-core inside a page.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Violations of every rule, with the recommended practices and WCAG 2.2 AA; one line each. */
export async function violations(page) {
  // As an evaluated text: a script element would be stopped by the page's own trusted types, as it should be.
  if (!(await page.evaluate("typeof axe === 'object'"))) await page.evaluate(source);
  const found = await page.evaluate(async () => {
    const rules = Object.fromEntries(axe.getRules(["wcag22aa"]).map(({ ruleId }) => [ruleId, { enabled: true }]));
    return (await axe.run(document, { rules, resultTypes: ["violations"] })).violations;
  });
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`),
  );
}
