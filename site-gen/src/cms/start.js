// Runs before the program of the editing page. That program asks a public network for its German words and its icons; here it
// gets them from this site, or does without. The page's policy forbids anything else.
(() => {
  const { german, icons } = document.currentScript.dataset;
  const here = new URL(".", document.currentScript.src);
  const elsewhere = /^https:\/\/unpkg\.com\/@sveltia\/cms(?:@[^/]*)?\//;
  const ask = window.fetch.bind(window);
  window.fetch = (what, how) => {
    const address = String(what?.url ?? what);
    return elsewhere.test(address) ? ask(new URL(address.replace(elsewhere, ""), here), how) : ask(what, how);
  };
  // Without the German words the program would ask for them for ever.
  if (german === undefined) {
    Object.defineProperty(navigator, "languages", { value: ["en-US"] });
    Object.defineProperty(navigator, "language", { value: "en-US" });
  }
  if (icons !== undefined) {
    const font = new FontFace("Material Symbols Outlined", `url("${new URL(icons, here)}")`, { weight: "100 700" });
    font.load().then((loaded) => document.fonts.add(loaded), () => {});
  }
})();
