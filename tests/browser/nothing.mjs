// A list that has to be empty, and what it says if it is not.
import assert from "node:assert/strict";

/** Fails with every entry on a line of its own. */
export function assertNothing(list, what) {
  assert.ok(list.length === 0, `${what}:\n${list.join("\n")}`);
}
