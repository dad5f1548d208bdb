// What pages weigh on the way to the reader: compressed with Brotli at its best, each with everything that it loads.
//
//     node weigh.mjs SITE      prints the weights as JSON; `cargo xtask bench` makes a table of them
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

/** In bytes; 1 KB = 1000 bytes. No self-check may weigh more than 110 KB. */
export const budgets = { reading: 33_000, live: 48_000, check: 110_000 };

const compressed = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;

/** Weights of all three kinds of pages: how many, median, maximum and the heaviest page. */
export function weigh({ folder, readingPages, livePages, checkPages }) {
  const shared = new Map();
  const fileWeight = (file) => {
    if (!shared.has(file)) shared.set(file, compressed(readFileSync(join(folder, file))));
    return shared.get(file);
  };
  const pageWeight = ({ address, file, html }) => {
    const loaded = [...html.matchAll(/<(?:link\b[^>]*rel="?stylesheet"?[^>]*href|img\b[^>]*src)="([^"]*)"/g)]
      .map((match) => new URL(match[1], `http://site${address}`))
      .filter((url) => url.host === "site");
    return [file, ...new Set(loaded.map((url) => url.pathname.slice(1)))].reduce((sum, one) => sum + fileWeight(one), 0);
  };
  const summary = (kind, pages) => {
    const sorted = pages.map((page) => ({ address: page.address, bytes: pageWeight(page) })).sort((a, b) => a.bytes - b.bytes);
    const heaviest = sorted.at(-1);
    return {
      pages: sorted.length,
      median: sorted[Math.floor(sorted.length / 2)]?.bytes ?? null,
      max: heaviest?.bytes ?? null,
      heaviest: heaviest?.address ?? null,
      budget: budgets[kind],
    };
  };
  return {
    reading: summary("reading", readingPages),
    live: summary("live", livePages),
    check: summary("check", checkPages),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.env.ROADMAP_SITE ??= process.argv[2];
  console.log(JSON.stringify(weigh(await import("./site.mjs"))));
}
