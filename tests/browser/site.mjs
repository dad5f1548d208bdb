// The built site on disk: which pages there are and of what kind.
import { readFileSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** The folder with the built site. */
export const folder = process.env.ROADMAP_SITE;
if (!folder) throw new Error("ROADMAP_SITE names the folder of a built site; `cargo xtask test` sets it.");

/** Every file of the site, as paths from its root with forward slashes. */
export function files() {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

export const read = (path) => readFileSync(join(folder, path), "utf8");

/**
 * Every HTML page: its address below the root, its file, its text and its kind. The theme writes the folder of content on
 * the body; the depth tells the overview of the catalogue from an area of it and from a competence.
 */
export const pages = files()
  .filter((file) => file.endsWith(".html"))
  .map((file) => {
    const html = read(file);
    const address = `/${file.replace(/(^|\/)index\.html$/, "$1")}`;
    const depth = address.split("/").length - 2;
    const folder = file === "404.html" ? "404" : (html.match(/<body class="page-([\w-]+)/)?.[1] ?? "other");
    return { address, file, html, kind: depth > 1 ? `${folder}-${depth}` : folder };
  });

/** Self-checks and a few others are the pages with a program in them; all the rest are only read. */
export const checkPages = pages.filter((page) => page.html.includes('id="check-data"'));
export const livePages = pages.filter((page) => page.html.includes('id="reading-data"'));
export const readingPages = pages.filter((page) => !checkPages.includes(page) && !livePages.includes(page));

const byLengthOfAddress = checkPages.toSorted((a, b) => a.address.length - b.address.length);
/** The self-check for everybody, whose address is the beginning of all others. */
export const generalCheck = byLengthOfAddress.at(0);
/** A self-check for one occupation: it shows targets and gaps as well. */
export const occupationCheck = byLengthOfAddress.findLast(({ address }) => address.startsWith(generalCheck.address));

/** One page for each picture in a text. */
export const picturePages = [
  ...new Map(
    readingPages.flatMap((page) =>
      [...page.html.matchAll(/<svg [^>]*aria-labelledby="bild-[^>]*>\s*<title[^>]*>([^<]*)/g)].map(([, name]) => [name, page]),
    ),
  ).values(),
].filter((page, place, all) => all.indexOf(page) === place);

/** The addresses in sitemap.xml, below the root of the site. */
export function sitemap() {
  const locations = [...read("sitemap.xml").matchAll(/<loc>([^<]*)<\/loc>/g)].map((match) => match[1]);
  const home = locations.reduce((a, b) => (b.length < a.length ? b : a));
  return locations.map((location) => `/${location.slice(home.length).replace(/^\//, "")}`);
}

/** One page of every kind that the sitemap lists, and the page for what is not there. */
export function onePageOfEveryKind() {
  const listed = new Set(sitemap());
  const byKind = new Map();
  for (const page of pages) {
    // The longest page of a kind shows most of its parts.
    const longest = byKind.get(page.kind);
    if (listed.has(page.address) && !(longest?.html.length >= page.html.length)) byKind.set(page.kind, page);
  }
  return [...byKind.values(), ...pages.filter(({ kind }) => kind === "404")];
}
