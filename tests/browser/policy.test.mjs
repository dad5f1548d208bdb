// Nothing gets out of a self-check page, by whatever means a script in it may try.
//
// Each way out is tried twice: in the page, where nothing may arrive, and in a control copy of it that lacks only the
// Content-Security-Policy, where it must arrive. A way out whose control fails would prove nothing, so it fails.
//
// No policy that a page can give itself stops WebRTC and leaving the page by a link; the page for data protection
// officers says so.
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { after, before, test } from "node:test";
import { openBrowser, openPage } from "./browser.mjs";
import { serveSink, serveSite } from "./server.mjs";
import { checkPages, folder, livePages, occupationCheck } from "./site.mjs";

/** Each runs inside the page with the address that it shall reach. */
const waysOut = {
  fetch: (url) => fetch(url),
  "fetch, keepalive": (url) => fetch(url, { mode: "no-cors", keepalive: true }),
  XMLHttpRequest: (url) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.send("x");
  },
  sendBeacon: (url) => navigator.sendBeacon(url, "x"),
  WebSocket: (url) => new WebSocket(url.replace("http", "ws")),
  EventSource: (url) => new EventSource(url),
  "image beacon": (url) => {
    new Image().src = url;
  },
  "image in a style": (url) => document.body.style.setProperty("background-image", `url(${url})`),
  font: (url) => new FontFace("probe", `url(${url})`).load(),
  stylesheet: (url) => document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: url })),
  prefetch: (url) => document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: url })),
  modulepreload: (url) =>
    document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href: url })),
  preload: (url) => document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "image", href: url })),
  script: (url) => document.head.append(Object.assign(document.createElement("script"), { src: url })),
  frame: (url) => document.body.append(Object.assign(document.createElement("iframe"), { src: url })),
  object: (url) => document.body.append(Object.assign(document.createElement("object"), { data: url })),
  video: (url) => document.body.append(Object.assign(document.createElement("video"), { src: url, preload: "auto" })),
  worker: (url) => new Worker(URL.createObjectURL(new Blob([`importScripts(${JSON.stringify(url)})`]))),
  "link with ping": (url) => Object.assign(document.createElement("a"), { href: "#", ping: url }).click(),
  "import()": (url) => import(url),
  // Last, because it leaves the page.
  "form post": (url) => {
    const form = Object.assign(document.createElement("form"), { method: "post", action: url });
    document.body.append(form);
    form.submit();
  },
};

const policyOf = (html) => html.match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)"\s*\/?>/i);
const withoutPolicy = (html) => html.replace(policyOf(html)?.[0] ?? "", "");

let browser, guarded, control, sink;
before(async () => {
  browser = await openBrowser();
  [guarded, control, sink] = await Promise.all([serveSite(folder), serveSite(folder, withoutPolicy), serveSink()]);
});
after(async () => {
  await browser?.close();
  await Promise.all([guarded, control, sink].map((server) => server?.close()));
});

/** Tries every way out of the page on `from` to the server `to`. Waits `patience` ms, less if all have arrived. */
async function tryAll(from, to, patience) {
  const page = await openPage(browser);
  await page.goto(from.url + occupationCheck.address, { waitUntil: "load" });
  const mark = `/probe-${Math.random().toString(36).slice(2)}/`;
  const names = Object.keys(waysOut);
  const arrived = () => new Set(to.requests.filter((path) => path.startsWith(mark)).map((path) => names[path.slice(mark.length)]));
  const start = Date.now();
  for (const [index, name] of names.entries()) {
    if (index === names.length - 1) await settled(() => arrived().size === index, patience);
    const attempt = `(${waysOut[name]})(${JSON.stringify(`${to.url}${mark}${index}`)})`;
    // What the page refuses by an exception has not got out; what it lets through shows at the other end.
    await page.evaluate(`(() => { try { Promise.resolve(${attempt}).catch(() => {}) } catch {} })()`).catch(() => {});
  }
  await settled(() => arrived().size === names.length, patience);
  await page.context().close();
  return { arrived: arrived(), took: Date.now() - start };
}

async function settled(done, patience) {
  for (let waited = 0; waited < patience && !done(); waited += 50) await pause(50);
}

async function check(t, guardedTarget, controlTarget) {
  const free = await tryAll(control, controlTarget, 10_000);
  // Three times as long as all of them needed where they may.
  const held = await tryAll(guarded, guardedTarget, Math.max(1_000, 3 * free.took));
  for (const name of Object.keys(waysOut)) {
    await t.test(name, () => {
      assert.ok(free.arrived.has(name), "the control copy gets through");
      assert.ok(!held.arrived.has(name), "the page does not");
    });
  }
}

test("nothing reaches another server", (t) => check(t, sink, sink));

test("nothing reaches the page's own server", (t) => check(t, guarded, control));

test("every page with a program has the same strict policy", () => {
  assert.ok(checkPages.length > 0 && livePages.length > 0);
  for (const page of [...checkPages, ...livePages]) {
    const policy = policyOf(page.html)?.[1].replaceAll("&#x27;", "'").replaceAll("&#39;", "'") ?? "";
    const directives = policy.split(";").map((directive) => directive.trim());
    for (const wanted of ["default-src 'none'", "connect-src 'none'", "form-action 'none'", "base-uri 'none'", "img-src data:"]) {
      assert.ok(directives.includes(wanted), `${page.file}: ${wanted} is missing in ${policy}`);
    }
    assert.ok(!/unsafe-inline|'unsafe-eval'|'self'|https?:|\*/.test(policy), `${page.file}: ${policy}`);
    assert.ok(directives.includes("require-trusted-types-for 'script'"), `${page.file}: trusted types`);
  }
});
