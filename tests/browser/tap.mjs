// How long it takes from the tap on "Weiter" until the next item is painted, on a slow phone: a full run of the short
// self-check with the processor slowed down. Nothing of the test runs in the page between tap and paint: the finger is the
// browser's own, and nothing else is tapped or clicked, because Playwright's listeners for that would stay and be slow as well.
//
//     node tap.mjs SITE      prints the times as JSON; `cargo xtask bench` prints a line of them
process.env.ROADMAP_SITE ??= process.argv[2];
const { openBrowser, openPage, phone } = await import("./browser.mjs");
const { give, goThrough, open, start } = await import("./self-check.mjs");
const { serveSite } = await import("./server.mjs");
const { folder, occupationCheck } = await import("./site.mjs");

const slowDown = 6;
// Until the page has settled, before a tap and after it, in milliseconds.
const rest = 500;
// How long a finger stays on the button; the time counts from when it leaves.
const touch = 80;
const quietly = (locator) => locator.evaluate((element) => element.click());
const browser = await openBrowser();
const server = await serveSite(folder);
const page = await openPage(browser, phone);
await open(page, server.url + occupationCheck.address);
await page.evaluate(() => {
  window.taps = [];
  const after = new MessageChannel();
  let tapped = 0;
  // A message that is sent in the frame's callback arrives when the frame is painted.
  after.port1.onmessage = () => window.taps.push(performance.now() - tapped);
  const next = document.querySelector("#check-next");
  next.addEventListener("pointerup", (event) => (tapped = event.timeStamp), true);
  next.addEventListener("click", () => requestAnimationFrame(() => after.port2.postMessage(null)), true);
});
const session = await page.context().newCDPSession(page);
await session.send("Emulation.setCPUThrottlingRate", { rate: slowDown });
await start(page, { press: quietly });
await goThrough(page, async () => {
  await give(page, quietly);
  const next = page.locator("#check-next");
  await next.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await next.boundingBox();
  await page.waitForTimeout(rest);
  await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x: x + width / 2, y: y + height / 2 }] });
  await page.waitForTimeout(touch);
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await page.waitForTimeout(rest);
});
const taps = (await page.evaluate(() => window.taps)).toSorted((a, b) => a - b);
await browser.close();
await server.close();
// The last tap leads to the result and not to an item; the longest is not worth telling it apart.
console.log(JSON.stringify({ slowDown, taps: taps.length, median: taps[Math.floor(taps.length / 2)] ?? null, max: taps.at(-1) ?? null }));
