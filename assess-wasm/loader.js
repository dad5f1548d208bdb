
// Starts the module that travels in this page. site-gen appends these lines to the glue code of wasm-bindgen, puts the module in
// for the placeholder below, and sets the whole as the page's one inline script, known by its hash: nothing may be fetched here.
//
// One character stands for one byte, because base64 hides repetitions from the compression (a third more on the wire): byte b is
// the character b + 35 ("#" to "~") if b is below 92 and neither 25 ("<") nor 57 ("\"), else the character b + 256. So no quote,
// no backslash, no "<" and no control character stands in the text, and the script can be set into HTML as it is.
//
// These bytes are the module in parts, as site-gen/build/streams.rs took it apart; `together` undoes that.
//
// Only old means of the browser are used. Where something that the module needs is missing or switched off the page stays the
// form it was, and a sentence from the page's own texts says so; what is missing stands in `data-failure`.
function together(bytes) {
  const number = (from, to) => {
    let value = 0;
    let shift = 0;
    let byte;
    do {
      byte = bytes[from.at++];
      to.push(byte);
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    return value;
  };
  const put = (to, list) => {
    let length = list.length;
    for (; length > 127; length >>>= 7) to.push((length & 127) | 128);
    to.push(length);
    for (const byte of list) to.push(byte);
  };
  const start = { at: 0 };
  const parts = [];
  for (let part = 0; part < 15; part += 1) parts.push({ at: 0, length: number(start, []) });
  let at = start.at;
  for (const part of parts) {
    part.at = at;
    at += part.length;
  }
  const rest = ({ at, length }) => bytes.subarray(at, at + length);
  const [before, behind, count, operations, declarations, locals, functions, small, large, floats, alignments, offsets, depths, types, others] = parts;
  const streams = { 12: depths, 13: depths, 16: functions, 17: others, 32: locals, 33: locals, 34: locals, 35: others, 36: others, 37: others, 38: others, 63: others, 64: others, 65: small, 66: large, 208: others, 210: others };
  const code = [];
  for (let left = number(count, code); left; left -= 1) {
    const body = [];
    const copy = (stream) => body.push(bytes[stream.at++]);
    for (let left = number(declarations, body); left; left -= 1) {
      number(declarations, body);
      copy(declarations);
    }
    for (let depth = 1; depth; ) {
      const operation = bytes[operations.at];
      copy(operations);
      if (operation > 1 && operation < 5) {
        depth += 1;
        number(types, body);
      } else if (operation === 11) {
        depth -= 1;
      } else if (operation === 14) {
        for (let left = number(depths, body); left >= 0; left -= 1) number(depths, body);
      } else if (operation > 39 && operation < 63) {
        body.push(bytes[alignments.at++] ^ "23230011001122232301012"[operation - 40]);
        number(offsets, body);
      } else if (operation === 67 || operation === 68) {
        for (let left = operation === 67 ? 4 : 8; left; left -= 1) copy(floats);
      } else if (operation === 252) {
        const which = number(others, body);
        for (let left = which < 8 ? 0 : 2 - (which % 2); left; left -= 1) number(others, body);
      } else if (streams[operation]) {
        number(streams[operation], body);
        if (operation === 17) number(others, body);
      }
    }
    put(code, body);
  }
  const module = [...rest(before), 10];
  put(module, code);
  module.push(...rest(behind));
  return new Uint8Array(module);
}
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
  const { instance } = await WebAssembly.instantiate(together(bytes), __wbg_get_imports());
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
