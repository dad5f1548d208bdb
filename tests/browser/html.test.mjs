// The Nu HTML checker of the W3C finds no error in any page or stylesheet.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { test } from "node:test";
import { assertNothing } from "./nothing.mjs";
import { folder } from "./site.mjs";

const jar = join(createRequire(import.meta.url).resolve("vnu-jar/package.json"), "../build/dist/vnu.jar");

test("every page and stylesheet is valid", async () => {
  const report = await nuChecker(["--errors-only", "--skip-non-html", "--also-check-css", "--format", "json", folder]);
  const lines = JSON.parse(report).messages.map(({ url, lastLine, message, extract }) => {
    const file = url ? relative(folder, new URL(url).pathname) : "?";
    return `${file}:${lastLine ?? "?"}: ${message} ${(extract ?? "").replace(/\s+/g, " ").trim().slice(0, 120)}`;
  });
  assertNothing(lines, "errors");
});

function nuChecker(options) {
  return new Promise((resolve, reject) => {
    // Deep stacks because the checker walks long pages recursively.
    const java = spawn("java", ["-Xss4m", "-jar", jar, ...options]);
    let report = "";
    java.stderr.on("data", (data) => (report += data));
    java.on("error", () => reject(new Error("Java (17 or newer) is missing: nothing was checked.")));
    java.on("close", () => resolve(report));
  });
}
