// Starts the module that travels in this page. site-gen appends these lines to the glue code of wasm-bindgen, puts the module in
// for the placeholder below, and sets the whole as the page's one inline script, known by its hash: nothing may be fetched here.
//
// Only old means of the browser are used. Where something that the module needs is missing or switched off the page stays the
// form it was, and a sentence from the page's own texts says so; what is missing stands in `data-failure`.

// Unpacks what the crate `assess-pack` has packed; how and why is written there, with the same names. All sums have to come out
// the same to the last bit. The page has its turn again and again: it can be read and scrolled meanwhile.
const unpack = async (text) => {
  const bytes = atob(text);
  let at = 0;
  // Where in the range the bits lie, and how long it is.
  const range = new Float64Array([0, 1]);
  const shift = () => {
    range[0] = range[0] * 256 + (bytes.charCodeAt(at++) || 0);
    range[1] *= 256;
  };
  while (range[1] < 4294967296) shift();

  const stretch = new Float64Array(4096);
  const squash = new Float64Array(4096);
  for (let step = 0, filled = 0, odds = 6.14421235332821e-6; step < 4096; step += 1) {
    squash[step] = odds / (1 + odds);
    while (filled < 4096 && (filled + 0.5) / 4096 < squash[step]) stretch[filled++] = (step - 2040) / 170;
    odds *= 1.0058996879527893;
  }
  const rates = new Int32Array(32).map((rate, seen) => 16384 / (seen + 1.4));
  const slots = new Int32Array(4196352);
  const weights = new Float64Array(41472).fill(0.1);
  const contexts = new Int32Array(8);
  const places = new Int32Array(16);
  const inputs = new Float64Array(16);
  const bit = (kind, node, near) => {
    for (let number = 0; number < 8; number += 1) {
      const place = (contexts[number] & 4194303) ^ near;
      const other = 4194304 + number * 256 + ((slots[place] >> 5) & 255);
      places[number] = place;
      places[number + 8] = other;
      inputs[number] = stretch[(slots[place] >> 18) + 2048];
      inputs[number + 8] = stretch[(slots[other] >> 18) + 2048];
    }
    const byNode = (kind * 32 + Math.min(node, 31)) * 16;
    const byOperation = (288 + kind * 256 + (recent & 255)) * 16;
    let sum = 0;
    for (let input = 0; input < 16; input += 1) sum += (weights[byNode + input] + weights[byOperation + input]) * inputs[input];
    const probability = squash[Math.max(0, Math.min(4095, sum * 170 + 2040)) | 0];
    const split = Math.floor(range[1] * probability);
    const bit = range[0] < split ? 1 : 0;
    if (bit) {
      range[1] = split;
    } else {
      range[0] -= split;
      range[1] -= split;
    }
    while (range[1] < 16777216) shift();
    const error = bit - probability;
    if (Math.abs(error) < 0.015) return bit;
    for (let input = 0; input < 16; input += 1) {
      const change = error * 0.0025 * inputs[input];
      weights[byNode + input] += change;
      weights[byOperation + input] += change;
      const slot = slots[places[input]];
      const old = slot >> 13;
      const seen = slot & 31;
      const bits = (((slot >> 5) & 255) || 1) * 2 + bit;
      slots[places[input]] =
        ((old + (((bit * 131070 - 65535 - old) * rates[seen]) >> 14)) << 13) |
        ((bits > 255 ? (bits & 127) | 128 : bits) << 5) |
        Math.min(31, seen + 1);
    }
    return bit;
  };

  const mix = (one, other) => {
    const hash = Math.imul(Math.imul(one, 0x2c1b3c6d) + other + 1, 0x297a2d39);
    return (hash ^ (hash >>> 15)) >> 1;
  };
  const codes = new Int16Array(73728);
  for (let byte = 1; byte < 17; byte += 1) codes[byte + 15] = byte;
  const seen = new Uint8Array(1048576);
  const heads = new Int32Array(262144);
  const last = new Int32Array(9);
  let [count, head, place, length, recent, older, calls, part, known] = last;
  const next = (kind) => {
    const operation = recent & 255;
    [
      recent & 65535,
      recent,
      mix(recent, older & 65535),
      seen[count - 1] | (seen[count - 2] << 8),
      calls,
      mix(mix(last[4], operation), calls),
      mix(last[kind], operation),
      length && seen[place] * 16 + length,
    ].forEach((context, number) => {
      contexts[number] = mix(mix(context, number < 7 ? part : known), number * 16 + kind);
    });
    let node = 1;
    let near = 1;
    while (!codes[kind * 8192 + node]) {
      const one = bit(kind, node, near);
      node = node * 2 + one;
      near = near * 2 + one;
      if (near > 15) {
        near = 1;
        contexts.forEach((context, number) => {
          contexts[number] = mix(context, node);
        });
      }
    }
    const byte = codes[kind * 8192 + node] - 1;
    length = length && seen[place++] === byte ? Math.min(15, length + 1) : 0;
    seen[count++] = byte;
    head = (head * 40 + byte + 1) & 262143;
    if (!length) {
      place = heads[head];
      while (length < Math.min(15, place) && seen[place - 1 - length] === seen[count - 1 - length]) length += 1;
    }
    heads[head] = count;
    part = mix(part, byte);
    known += 1;
    return byte;
  };
  const end = (kind) => {
    last[kind] = part;
    part = known = 0;
    if (kind < 3) {
      older = (older << 8) | (recent >>> 24);
      recent = (recent << 8) | seen[count - 1];
    }
  };
  let pause = Date.now();
  const breathe = () =>
    new Promise((resume) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resume((pause = Date.now() + 30));
      port2.postMessage(0);
    });
  const raw = async (kind, length) => {
    for (; length; length -= 1) {
      next(kind);
      end(kind);
      if (Date.now() > pause) await breathe();
    }
  };
  const number = (kind) => {
    let value = 0;
    let byte = 128;
    for (let shift = 0; byte > 127; shift += 7) {
      byte = next(kind);
      value |= (byte & 127) << shift;
    }
    end(kind);
    return value;
  };

  for (let kind = 1; kind < 9; kind += 1) {
    await raw(0, 256);
    for (let length = 1, code = 1; length < 13; length += 1) {
      code *= 2;
      for (let byte = 0; byte < 256; byte += 1) {
        if (seen[count - 256 + byte] === length) codes[kind * 8192 + code++] = byte + 1;
      }
    }
  }
  const kinds = { 2: 8, 3: 8, 4: 8, 12: 8, 13: 8, 14: 8, 16: 5, 17: 8, 32: 4, 33: 4, 34: 4, 35: 8, 36: 8, 37: 8, 38: 8, 63: 8, 64: 8, 65: 6, 66: 6, 208: 8, 210: 8, 252: 8 };
  const parts = [];
  const since = (from) => parts.push(seen.subarray(from, count));
  const measure = (place, from) => {
    let length = parts.slice(from).reduce((sum, part) => sum + part.length, 0);
    const leb = [];
    for (; length > 127; length >>>= 7) leb.push((length & 127) | 128);
    parts[place] = [...leb, length];
  };
  const before = number(8);
  const behind = number(8);
  let from = count;
  await raw(1, before);
  since(from);
  parts.push([10], []);
  from = count;
  const functions = number(3);
  since(from);
  while (calls < functions) {
    calls += 1;
    from = count;
    for (let left = number(3); left; left -= 1) {
      number(3);
      next(3);
      end(3);
    }
    for (let depth = 1; depth; ) {
      if (Date.now() > pause) await breathe();
      const operation = next(2);
      end(2);
      const first = kinds[operation] && number(kinds[operation]);
      if (operation > 1 && operation < 5) {
        depth += 1;
      } else if (operation === 11) {
        depth -= 1;
      } else if (operation === 14) {
        for (let left = first; left >= 0; left -= 1) number(8);
      } else if (operation === 17) {
        number(8);
      } else if (operation > 39 && operation < 63) {
        number(8);
        number(7);
      } else if (operation === 67 || operation === 68) {
        for (let left = operation === 67 ? 4 : 8; left; left -= 1) next(6);
        end(6);
      } else if (operation === 252) {
        for (let left = first < 8 ? 0 : 2 - (first % 2); left; left -= 1) number(8);
      }
    }
    parts.push([]);
    since(from);
    measure(parts.length - 2, parts.length - 1);
  }
  measure(2, 3);
  from = count;
  await raw(1, behind);
  since(from);
  const module = [];
  for (const part of parts) for (const byte of part) module.push(byte);
  return new Uint8Array(module);
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
  const { instance } = await WebAssembly.instantiate(await unpack(text), __wbg_get_imports());
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
