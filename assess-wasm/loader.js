
// Starts the module that travels in this page. site-gen appends these lines to the glue code of wasm-bindgen, puts the module in
// for the placeholder below, and sets the whole as the page's one inline script, known by its hash: nothing may be fetched here.
//
// One character stands for one byte, because base64 hides repetitions from the compression (a third more on the wire): byte b is
// the character b + 35 ("#" to "~") if b is below 92 and neither 25 ("<") nor 57 ("\"), else the character b + 256. So no quote,
// no backslash, no "<" and no control character stands in the text, and the script can be set into HTML as it is.
//
// Only old means of the browser are used. Where something that the module needs is missing or switched off the page stays the
// form it was, and a sentence from the page's own texts says so; what is missing stands in `data-failure`.
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
  const text = "{{ module }}";
  const bytes = new Uint8Array(text.length);
  for (let place = 0; place < text.length; place += 1) {
    const character = text.charCodeAt(place);
    bytes[place] = character < 256 ? character - 35 : character - 256;
  }
  const { instance } = await WebAssembly.instantiate(bytes, __wbg_get_imports());
  __wbg_finalize_init(instance);
} catch (problem) {
  const data = document.getElementById("check-data");
  const fallback = document.getElementById("check-fallback");
  const check = document.getElementById("check");
  if (check) check.dataset.failure = problem;
  if (data && fallback) {
    fallback.textContent = JSON.parse(data.textContent).strings.failure;
  }
}
