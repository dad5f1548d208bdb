// What the device does for the self-check: clock, chance, storage, downloads, files to read, voices, a dialogue, a timer.
// site-gen sets these lines before those of loader.js; `dom::device` calls them. Each of these in Rust would need an import for
// every property that it touches, and takes about three times as much of every page.
const entry = "roadmap-selbst-check";
const quietly = (use) => {
  try {
    return use() ?? undefined;
  } catch {
    // Storage may be forbidden, and a fragment badly written.
  }
};
// Voices of the device only: others would send the text away.
const voice = () =>
  window.speechSynthesis?.getVoices().find((one) => one.localService && primary(one) === primary(document.documentElement));
const primary = ({ lang }) => lang.split(/[-_]/)[0];
// Question, hint and everything that can be chosen.
const spoken = ".item-question, .hint, .label, .given li, .option > span, .spot-part > span, .step-text, .card-entry > p, .field > span:first-child";
const saved = [];
let timer;

// On the buttons below a question a finger counts when it is lifted, not when the browser has made a click of it: on a slow phone
// that takes a fifth of the time from tap to question. Only where it was put down, and if it has not scrolled the page; whatever
// else fingers do stays the browser's.
const nav = document.getElementById("check-nav");
let lifted, byFinger;
nav?.addEventListener("pointerdown", () => (lifted = false));
nav?.addEventListener("pointerup", () => (lifted = true));
nav?.addEventListener("touchend", (event) => {
  const [{ clientX, clientY }] = event.changedTouches;
  const button = document.elementFromPoint(clientX, clientY)?.closest("button");
  if (!lifted || event.touches.length || !event.cancelable || !button?.contains(event.target)) return;
  event.preventDefault();
  byFinger = true;
  button.click();
  byFinger = false;
});

const device = {
  // Swedish dates are ISO dates.
  today: () => new Date().toLocaleDateString("sv"),
  random: () => crypto.getRandomValues(new Uint32Array(1))[0],
  link: () => quietly(() => decodeURIComponent(location.hash)) ?? "",
  path: () => location.pathname,
  // Passing a title on takes the browser as long as laying out a question: the question comes first.
  entitle(title) {
    requestAnimationFrame(() => setTimeout(() => (document.title = title)));
  },

  // To the top of the page, at once, because gliding past a whole task makes dizzy; and the focus to what is new there. After a
  // finger the focus waits until that is painted: it takes a slow phone a tenth of the time from tap to question, and nobody types
  // meanwhile.
  arrive(element) {
    const focus = () => element.focus({ preventScroll: true });
    scrollTo({ top: 0, behavior: "instant" });
    if (byFinger) requestAnimationFrame(() => setTimeout(focus));
    else focus();
  },

  remembered: () => quietly(() => localStorage.getItem(entry)),
  remember: (text) => quietly(() => localStorage.setItem(entry, text)),
  forget() {
    quietly(() => localStorage.removeItem(entry));
    saved.splice(0).forEach((address) => URL.revokeObjectURL(address));
  },

  // The file is made in memory; nothing is fetched. It lies there until everything is erased.
  save(name, text) {
    const href = URL.createObjectURL(new Blob([text]));
    saved.push(href);
    Object.assign(document.createElement("a"), { href, download: name }).click();
  },
  // Tells the text of the chosen file by an event; a file that is too large or cannot be read has none.
  read(input) {
    const file = input.files[0];
    const tell = (detail) => input.dispatchEvent(new CustomEvent("text", { bubbles: true, detail }));
    if (file) (file.size < 1e6 ? file.text() : Promise.reject()).then(tell, () => tell(""));
  },

  speaks: () => Boolean(voice()),
  speak(item) {
    if (speechSynthesis.speaking) return speechSynthesis.cancel();
    for (const { textContent } of item.querySelectorAll(spoken)) {
      speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(textContent), { voice: voice(), lang: voice().lang }));
    }
  },
  // Only if there is something to stop: asking the voices to stop takes a while.
  hush() {
    const { speechSynthesis: voices } = window;
    if (voices?.speaking || voices?.pending) voices.cancel();
  },

  // A form that was filled in on paper: a letter (or a digit, 1 for a) ticks an option of its group, Enter goes on.
  typeKey(event) {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || target.matches("button, summary")) return;
    const item = target.closest("[data-item]");
    const controls = [...(item?.querySelectorAll("input, select") ?? [])];
    const isTick = (control) => /radio|checkbox/.test(control?.type);
    const group = controls.filter((control) => isTick(target) && control.name === target.name);
    const after = (control) => controls[controls.indexOf(control) + 1];
    const option = /^[a-z1-9]$/i.test(key) ? group[parseInt(key, 36) - (key > "9" ? 10 : 1)] : undefined;
    if (key === "Enter") {
      const items = [...document.querySelectorAll("[data-item]:not([hidden])")];
      const field = target !== item && after(target);
      const next = field && !isTick(field) ? field : items[items.indexOf(item) + 1]?.querySelector("input, select");
      (next ?? document.getElementById("check-paper-done")).focus();
    } else if (option) {
      option.checked = option.type === "radio" || !option.checked;
      // On to the next group of the item; the last one keeps the focus, so that a slip is mended by the next key.
      ((option.type === "radio" && after(group.at(-1))) || option).focus();
    } else return;
    event.preventDefault();
  },

  dialogue(element, open) {
    if (!open) element.close();
    else if (!element.open) element.showModal();
  },
  tick(on) {
    timer = clearInterval(timer);
    if (on) timer = setInterval(() => document.dispatchEvent(new Event("tick")), 1000);
  },
};
