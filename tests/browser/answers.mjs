// Answer files for a bank, drawn by a seed.
//
// The files are made when the test runs and not kept: a kept file would name items that a later content no longer has.
// The seeds are the record; the same seed and the same bank give the same file on every machine.

const missing = ["skipped", "barrier", "not-applicable", "dont-know"];

/** So many seeds from 0: 0 leaves all out, 1 has all right, 2 all wrong, the others are mixed. */
export const seeds = (count) => Array.from({ length: count }, (_, index) => index);

export function answersFor(bank, seed) {
  const random = splitmix(BigInt(seed));
  const below = (end) => Number(random() % BigInt(end));
  const answers = bank.items.map(({ id, model }) => {
    const steps = model.b.length;
    if (seed === 0) return { item: id, missing: missing[below(missing.length)] };
    if (seed === 1) return { item: id, score: steps };
    if (seed === 2) return { item: id, score: 0 };
    // A quarter is left out, so that scales with few answers and none come up as well.
    if (below(4) === 0) return { item: id, missing: missing[below(missing.length)] };
    return { item: id, score: below(steps + 1) };
  });
  // Real sessions answer some of the items and in an order of their own.
  const kept = seed < 3 ? answers : shuffled(answers, below).slice(0, 1 + below(answers.length));
  return { format: "roadmap-answers/1", answers: kept };
}

function shuffled(list, below) {
  for (let end = list.length - 1; end > 0; end--) {
    const other = below(end + 1);
    [list[end], list[other]] = [list[other], list[end]];
  }
  return list;
}

/** SplitMix64 (Steele, Lea and Flood, 2014). */
function splitmix(state) {
  const word = (value) => BigInt.asUintN(64, value);
  return () => {
    state = word(state + 0x9e3779b97f4a7c15n);
    let mixed = state;
    mixed = word((mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n);
    mixed = word((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
    return mixed ^ (mixed >> 31n);
  };
}
