// Pages stay light enough for a slow line.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as site from "./site.mjs";
import { weigh } from "./weigh.mjs";

test("no page is heavier than its budget", () => {
  for (const [kind, { pages, max, budget, heaviest }] of Object.entries(weigh(site))) {
    assert.ok(pages > 0, `there are pages: ${kind}`);
    assert.ok(max <= budget, `${heaviest} weighs ${max} bytes, more than ${budget}`);
  }
});
