// Chromium as the tests use it. It is never downloaded: ROADMAP_CHROMIUM names the one on this machine.
import { chromium } from "playwright-core";

/** A phone with a small screen, held upright. */
export const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.ROADMAP_CHROMIUM ?? "/usr/bin/chromium",
    // No sandbox because CI runs as root. The others keep Chromium from talking to its maker's servers on its own,
    // so that all requests seen are the page's.
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page in a context of its own. `problems` fills with errors of scripts and on the console, violated policies too. */
export async function openPage(browser, options = {}) {
  // Without smooth scrolling things are where they will be as soon as a key is pressed.
  const context = await browser.newContext({ locale: "de-DE", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
  return page;
}

/** How many pixels the page is wider than its window. */
export const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Where the keyboard focus is, and whether a sighted reader can see it there. */
export const focus = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    const onTop = left < right && top < bottom && document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    // A label may carry the mark for its own control.
    const marked = [element, element.closest("label")].some((candidate) => {
      if (!candidate) return false;
      const style = getComputedStyle(candidate);
      return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
    });
    return {
      id: element.id,
      item: element.closest("[data-item]")?.dataset.item,
      name: element.getAttribute("name"),
      type: element.getAttribute("type"),
      label: element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent.trim(),
      value: element.value,
      classes: [...element.classList],
      text: element.textContent.trim().replace(/\s+/g, " ").slice(0, 80),
      visible: Boolean(onTop) && (element.contains(onTop) || onTop.contains(element)),
      marked,
    };
  });

/** Presses Tab until `wanted(focus)`, at most `limit` times, and returns the focus. */
export async function tabTo(page, wanted, { key = "Tab", limit = 60 } = {}) {
  const passed = [];
  for (let presses = 0; presses < limit; presses++) {
    await page.keyboard.press(key);
    const now = await focus(page);
    if (wanted(now)) return now;
    passed.push(now.id || now.text || now.name);
  }
  throw new Error(`${key} never got there; it passed: ${passed.join(" · ")}`);
}
