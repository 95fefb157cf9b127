/* What only a layout shows: contrast, the size of targets, what is wider than a phone. The text is
   laid out in a hidden frame as wide as a small phone, and axe-core looks at it there. */

const RULES = {
  "color-contrast": ["1.4.3", "AA", "Text does not have enough contrast with its background.",
    "Tell the person who runs the site. Colors are not part of the text."],
  "target-size": ["2.5.8", "AA", "Links are so close together that a finger may hit the wrong one.",
    "Put each link on its own line or in its own list item."],
  "link-in-text-block": ["1.4.1", "A", "A link does not stand out from the words around it.",
    "Tell the person who runs the site. The look of links is not part of the text."],
  "scrollable-region-focusable": ["2.1.1", "A", "The keyboard cannot reach something that scrolls.",
    "Make the table or the lines of code narrower."],
};
const TOO_WIDE = ["1.4.10", "AA", "This is wider than a phone, so readers would have to scroll sideways.",
  "Break a long word or address, or give the table fewer columns."];

export class Layout {
  constructor({ root, list, source, frame, go }) {
    Object.assign(this, { root, list, source, frame, go });
    this.checked = null;
  }

  /* Looks at what the preview shows: one look after the other, axe-core refuses two at once. */
  check() {
    const look = () => this.look();
    this.looking = this.looking?.then(look, look) ?? this.look();
    return this.looking;
  }

  async look() {
    const html = this.source();
    if (html === null || html === this.checked) return;
    this.checked = html;
    const page = await this.probe();
    page.querySelector("[data-preview=text]").innerHTML = html;
    this.show([...wide(page), ...await this.axe(page)]);
    page.defaultView.frameElement.dataset.checked = "";
  }

  async probe() {
    if (!this.ready) {
      const probe = document.createElement("iframe");
      probe.className = "layout-probe";
      probe.tabIndex = -1;
      probe.title = "The text as a phone lays it out";
      this.ready = new Promise((resolve) => {
        probe.addEventListener("load", () => resolve(probe.contentDocument), { once: true });
      });
      probe.src = this.frame.src;
      this.root.append(probe);
    }
    return this.ready;
  }

  async axe(page) {
    const view = page.defaultView;
    this.loaded ??= new Promise((resolve, reject) => {
      const script = page.createElement("script");
      script.src = this.root.dataset.axe;
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      page.head.append(script);
    });
    try {
      await this.loaded;
    } catch {
      return []; // without it, what was measured above is still said
    }
    const found = await view.axe.run(page.querySelector("[data-preview=text]"), {
      runOnly: { type: "rule", values: Object.keys(RULES) }, resultTypes: ["violations"],
    });
    return found.violations.flatMap(({ id, nodes }) => nodes.map(
      (node) => [RULES[id], page.querySelector(node.target[0])],
    ));
  }

  show(found) {
    this.list.replaceChildren();
    if (!found.length) return;
    const heading = document.createElement("h4");
    heading.textContent = `On a phone: ${found.length}`;
    const entries = document.createElement("ul");
    entries.className = "findings";
    entries.append(...found.map(([words, element]) => this.entry(words, element)));
    this.list.append(heading, entries);
  }

  entry([criterion, level, message, remedy], element) {
    const entry = document.createElement("li");
    entry.className = "finding";
    entry.append(
      paragraph("finding-what", message),
      paragraph("finding-where", shortened(element)),
      paragraph("finding-how", remedy),
      paragraph("finding-why", `Why: WCAG ${criterion}, level ${level}`),
    );
    const line = element?.closest("[data-line]")?.dataset.line;
    if (line !== undefined) entry.append(this.button(Number(line) + 1));
    return entry;
  }

  button(line) {
    const acts = document.createElement("div");
    acts.className = "finding-acts";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `Go to line ${line}`;
    button.addEventListener("click", () => this.go(line));
    acts.append(button);
    return acts;
  }
}

/* The innermost elements that reach beyond the page's edge, those that scroll by themselves left out. */
function wide(page) {
  const edge = page.documentElement.clientWidth + 1;
  const beyond = [...page.querySelectorAll("[data-preview=text] *")].filter(
    (element) => element.getBoundingClientRect().right > edge && !scrolls(element, page),
  );
  return beyond
    .filter((element) => !beyond.some((other) => other !== element && element.contains(other)))
    .map((element) => [TOO_WIDE, element]);
}

function scrolls(element, page) {
  for (let each = element; each && each !== page.body; each = each.parentElement) {
    if (/auto|scroll|hidden|clip/.test(page.defaultView.getComputedStyle(each).overflowX)) return true;
  }
  return false;
}

function paragraph(name, words) {
  const made = document.createElement("p");
  made.className = name;
  made.textContent = words;
  return made;
}

function shortened(element) {
  const words = (element?.textContent || element?.getAttribute("alt") || "").replace(/\s+/g, " ").trim();
  return words.length > 80 ? `${words.slice(0, 79)}…` : words;
}
