// Fills in the templates of the page (themes/kern/templates/result.html says how they are written). It stands in front of the
// module, which gives it plain objects of texts and lists: setting elements from here takes a third of what it takes from there.
// Texts are set as texts; nothing here reads HTML.
const templates = {
  /** A new entry at the end of a list. */
  add(data, list) {
    const entry = {};
    (data[list] = data[list] || []).push(entry);
    return entry;
  },
  set(data, name, text) {
    data[name] = text;
  },
  fill(root, data) {
    const all = (name) => [root, ...root.querySelectorAll(`[data-${name}]`)].filter((element) => name in element.dataset);
    const lists = all("list").map((list) => [list, list.querySelector(":scope > template")]);
    for (const [, template] of lists) {
      while (template.nextSibling) template.nextSibling.remove();
    }
    for (const element of all("show")) element.hidden = !data[element.dataset.show];
    for (const element of all("if")) {
      if (!data[element.dataset.if]) element.remove();
    }
    for (const element of all("set")) {
      const words = element.dataset.set.split(" ");
      for (let place = 0; place < words.length; place += 2) {
        const value = data[words[place + 1]];
        if (value) element.setAttribute(words[place], value);
      }
    }
    for (const element of all("fill")) {
      element.textContent = element.textContent.replace(/{(\w+)}/g, (place, name) => data[name] || place);
    }
    for (const [list, template] of lists) {
      for (const entry of data[list.dataset.list] || []) {
        const copy = template.content.firstElementChild.cloneNode(true);
        list.append(copy);
        templates.fill(copy, entry);
      }
    }
  },
};
