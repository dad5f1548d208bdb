// How long it takes from opening a self-check until its start button can be pressed, and how much of that is unpacking the
// program, as it is and on a slow phone.
//
//     node ready.mjs SITE      prints the times as JSON; `cargo xtask bench` prints a line of them
process.env.ROADMAP_SITE ??= process.argv[2];
const { openBrowser, openPage, phone } = await import("./browser.mjs");
const { serveSite } = await import("./server.mjs");
const { folder, occupationCheck } = await import("./site.mjs");

const runs = 7;
const browser = await openBrowser();
const server = await serveSite(folder);

/** Medians of `runs` visits, each of which finds nothing in the browser's caches, in milliseconds. */
async function visits(slowDown) {
  const all = [];
  for (let run = 0; run < runs; run++) {
    const page = await openPage(browser, phone);
    await page.addInitScript(() => {
      window.marks = {};
      const mark = (name) => (window.marks[name] ??= performance.now());
      const { atob } = window;
      window.atob = (text) => (mark("unpacking"), atob(text));
      const { instantiate } = WebAssembly;
      WebAssembly.instantiate = (bytes, imports) => (imports && mark("unpacked"), instantiate(bytes, imports));
      new MutationObserver(() => document.querySelector('#check[data-state="start"]') && mark("ready")).observe(document, {
        attributes: true,
        subtree: true,
      });
    });
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowDown });
    await page.goto(server.url + occupationCheck.address);
    await page.waitForFunction(() => window.marks.ready);
    const { unpacking, unpacked, ready } = await page.evaluate(() => window.marks);
    all.push({ unpack: unpacked - unpacking, ready });
    await page.context().close();
  }
  const median = (name) => Math.round(all.map((visit) => visit[name]).toSorted((a, b) => a - b)[runs >> 1]);
  return { slowDown, unpack: median("unpack"), ready: median("ready") };
}

console.log(JSON.stringify([await visits(1), await visits(6)]));
await browser.close();
await server.close();
