// Starts the module that travels in this page. site-gen appends these lines to the glue code of wasm-bindgen, puts the module in
// for the placeholder below, and sets the whole as the page's one inline script, known by its hash: nothing may be fetched here.
//
// Only old means of the browser are used. Where something that the module needs is missing or switched off the page stays the
// form it was, and a sentence from the page's own texts says so; what is missing stands in `data-failure`. Until the module runs a
// self-check asks for a moment's patience, and after several seconds offers its form on paper all the same.

// Unpacks what the crate `assess-pack` has packed: its decoder is a small module of its own, `assess-unpack`. The page has its
// turn again and again: it can be read and scrolled meanwhile.
const unpack = async (text) => {
  const unpacker = "{{ unpacker }}".match(/../g).map((byte) => parseInt(byte, 16));
  const { memory, packed, step, module } = (await WebAssembly.instantiate(new Uint8Array(unpacker))).instance.exports;
  const bytes = new Uint8Array(memory.buffer);
  const binary = atob(text);
  const start = packed();
  for (let place = 0; place < binary.length; place += 1) bytes[start + place] = binary.charCodeAt(place);
  let length = 0;
  while (!length) {
    const pause = performance.now() + 16;
    while (!length && performance.now() < pause) length = step();
    await new Promise((resume) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resume;
      port2.postMessage(0);
    });
  }
  if (length < 0) throw "unpack";
  return bytes.subarray(module(), module() + length);
};
// What a reader asked this device to remember says in its second word until when, in seconds. The browser has no clock of its own
// for that, so every program takes away what is over, whoever remembered it.
try {
  for (const name of ["roadmap-selbst-check", "roadmap-lernen"]) {
    const text = localStorage.getItem(name);
    if (text && !(text.split(" ")[1] > Date.now() / 1000)) localStorage.removeItem(name);
  }
} catch (problem) {
  // Storage may be forbidden.
}
const [check, wait, ready, fallback, data] = ["", "-wait", "-ready", "-fallback", "-data"].map((part) => document.getElementById("check" + part));
const waiting = (on, said) => {
  if (!wait) return;
  wait.hidden = !on;
  check.toggleAttribute("data-wait", on);
  ready.textContent = said;
};
try {
  const needs = {
    WebAssembly: window.WebAssembly,
    crypto: window.crypto && crypto.getRandomValues,
    details: window.HTMLDetailsElement,
    dialog: window.HTMLDialogElement && HTMLDialogElement.prototype.showModal,
  };
  for (const name in needs) {
    if (!needs[name]) throw name;
  }
  waiting(true, wait && wait.textContent);
  setTimeout(() => check && check.removeAttribute("data-wait"), 6000);
  const text = "{{ module }}";
  const { instance } = await WebAssembly.instantiate(await unpack(text), __wbg_get_imports());
  // Before the module runs: a link may lead it straight to a question, and nothing hidden takes the focus.
  waiting(false, "");
  __wbg_finalize_init(instance);
  // The module may have failed too, and have said so.
  if (wait && !check.dataset.failure) ready.textContent = wait.dataset.ready;
} catch (problem) {
  waiting(false, "");
  if (check) {
    check.dataset.failure = problem;
    fallback.textContent = JSON.parse(data.textContent).strings.failure;
  }
}
