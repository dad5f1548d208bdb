// A self-check page as a reader uses it. The ids and attributes are those of themes/kern/templates/check.html.
import assert from "node:assert/strict";

export const state = (page) => page.locator("#check").getAttribute("data-state");

/** Opens the page and waits until its program has taken over the form. */
export async function open(page, url) {
  await page.goto(url);
  await page.locator('#check[data-state="start"]').waitFor();
}

/** `press` is how things are pressed: "click", "tap", or a function that does it. */
const pressed = (press, locator) => (typeof press === "function" ? press(locator) : locator[press]());

/** From the first screen to the questions before the first task, if they are not there yet. */
export async function about(page, press = "click") {
  if ((await state(page)) === "start") await pressed(press, page.locator("#check-start-button"));
}

/** On to the first task. */
export async function start(page, { career, press = "click" } = {}) {
  await about(page, press);
  if (career) await pressed(press, page.locator(`#check-career label:has(input[value="${career}"])`));
  await pressed(press, page.locator("#check-begin"));
}

/** The question on the screen. */
export const current = (page) => page.locator(".item-entry:not([hidden])");

/** Its id and kind; kinds are the classes of its fieldset. */
export async function currentItem(page) {
  assert.equal(await current(page).count(), 1, "one question at a time");
  const id = await current(page).getAttribute("data-item");
  const classes = await current(page).locator("fieldset").getAttribute("class");
  return { id, kind: classes.match(/\bitem-(\w+)/)[1] };
}

/** Goes through the whole check; `answer(item, n)` answers the n-th question and moves on. Returns how many there were. */
export async function goThrough(page, answer) {
  let count = 0;
  while ((await state(page)) === "question") {
    assert.ok(count < 100, "the check comes to an end");
    const item = await currentItem(page);
    await answer(item, count);
    await page.waitForFunction(
      (id) =>
        document.querySelector("#check").dataset.state !== "question" ||
        document.querySelector(".item-entry:not([hidden])")?.dataset.item !== id,
      item.id,
    );
    count++;
  }
  assert.equal(await state(page), "result");
  return count;
}

/** Gives the question on the screen some answer, by mouse, by touch or otherwise. */
export async function give(page, press = "click") {
  const { kind } = await currentItem(page);
  const entry = current(page);
  const option = (side, n) => pressed(press, entry.locator(`[id$="--${side}"] ~ .options label`).nth(n));
  if (kind === "situation") {
    await option("best", 0);
    await option("worst", 1);
  } else if (kind === "order") {
    await pressed(press, entry.locator('.step [data-move="down"]').first());
  } else if (kind === "fill") {
    const field = entry.locator(".field :is(input, select)").first();
    if (await field.evaluate((element) => element.matches("select"))) await field.selectOption("0");
    else await field.fill(values[await field.getAttribute("type")]);
  } else {
    await pressed(press, entry.locator("label:has(input)").first());
  }
}

const values = { text: "x", number: "1", date: "2026-11-02", time: "06:30" };

/** Answers the question on the screen somehow and moves on. */
export async function answerFirst(page) {
  await give(page);
  await page.locator("#check-next").click();
}

/** Whether the question on the screen shows an answer. */
export const isAnswered = (page) =>
  current(page).evaluate((entry) => {
    const data = JSON.parse(document.querySelector("#check-data").textContent);
    const { keys } = data.items.find(({ id }) => id === entry.dataset.item);
    const steps = [...entry.querySelectorAll("[data-step]")].map((select) => Number(select.dataset.step));
    return (
      entry.querySelector("input:checked") !== null ||
      [...entry.querySelectorAll(".field :is(input, select)")].some(({ value }) => value !== "") ||
      steps.some((step, place) => step !== keys.shown[place])
    );
  });

/** What a reader reads in the end. */
export async function readResult(page) {
  const result = page.locator("#check-result");
  await result.waitFor();
  const texts = (selector) => result.locator(selector).allInnerTexts();
  return {
    title: await result.locator("#check-result-title").innerText(),
    points: await texts(".scale-points"),
    ranges: await texts(".scale-range"),
    rows: await texts(".result-table tbody tr"),
    offers: await texts(".plan-steps > .card"),
  };
}

/** Everything the browser keeps for this page beyond its life. */
export async function stored(page) {
  const inPage = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  return { ...inPage, cookies: await page.context().cookies() };
}

export const nothingStored = { local: 0, session: 0, databases: [], caches: [], workers: 0, cookies: [] };
