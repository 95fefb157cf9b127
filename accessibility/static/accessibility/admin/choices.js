// Pages and pictures are found while someone types their words: a combobox with a list. Without
// this module the button beside the field looks them up.
const WAIT = 250; // ms without a letter
const IS_ADDRESS = /^(\/|[a-z]+:|#)/i;

let lists = 0;

class Choices {
  constructor(row) {
    this.row = row;
    this.field = row.querySelector("input");
    this.list = document.createElement("ul");
    this.list.id = `choices-${(lists += 1)}`;
    this.list.className = "choice-list";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", row.dataset.kind === "badge" ? "Pictures" : "Pages");
    this.list.hidden = true;
    this.status = document.createElement("p");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    this.field.after(this.list, this.status);
    this.field.setAttribute("role", "combobox");
    this.field.setAttribute("aria-autocomplete", "list");
    this.field.setAttribute("aria-expanded", "false");
    this.field.setAttribute("aria-controls", this.list.id);
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    this.field.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.take(option);
    });
  }

  get isOpen() {
    return !this.list.hidden;
  }

  typed() {
    clearTimeout(this.waiting);
    const words = this.field.value.trim();
    if (words.length < 2 || IS_ADDRESS.test(words)) return this.close();
    this.waiting = setTimeout(() => this.find(words), WAIT);
  }

  async find(words) {
    const address = new URL(this.row.dataset.source, location.href);
    address.search = new URLSearchParams({ kind: this.row.dataset.kind, q: words });
    const answer = await fetch(address, { credentials: "same-origin" }).catch(() => null);
    if (!answer?.ok || this.field.value.trim() !== words) return;
    this.show((await answer.json()).choices);
  }

  show(choices) {
    this.list.replaceChildren(...choices.map((choice, place) => this.option(choice, place)));
    this.list.hidden = !choices.length;
    this.field.setAttribute("aria-expanded", String(this.isOpen));
    this.field.removeAttribute("aria-activedescendant");
    const found = { 0: "No matches.", 1: "1 match." };
    this.status.textContent = found[choices.length] ?? `${choices.length} matches.`;
  }

  option({ value, words, picture }, place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.value = value;
    option.dataset.words = words;
    if (picture) {
      const shown = document.createElement("img");
      shown.src = picture;
      shown.alt = "";
      shown.className = "menu-badge";
      option.append(shown);
    }
    const address = document.createElement("span");
    address.className = "menu-address";
    address.textContent = value;
    option.append(words, " ", address);
    return option;
  }

  pressed(event) {
    const options = [...this.list.children];
    if (!this.isOpen || event.altKey || event.ctrlKey || event.metaKey) return;
    const here = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.select(options.at((here + step + (here < 0 && step < 0 ? 1 : 0)) % options.length));
    } else if (event.key === "Enter" && here >= 0) {
      event.preventDefault();
      this.take(options[here]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  select(option) {
    for (const each of this.list.children) each.setAttribute("aria-selected", String(each === option));
    this.field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  take(option) {
    this.field.value = option.dataset.value;
    const label = this.field.form.querySelector("[name=label]");
    if (this.row.dataset.kind === "address" && label && !label.value) {
      label.value = option.dataset.words;
    }
    this.close();
    this.status.textContent = `${option.dataset.words} is chosen.`;
  }

  close() {
    clearTimeout(this.waiting);
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}

// Panels come and go: a field gets its list when someone first goes into it.
const begun = new WeakSet();
const begin = (row) => {
  if (begun.has(row)) return;
  begun.add(row);
  new Choices(row);
};
for (const row of document.querySelectorAll('[data-behaviour="choices"]')) begin(row);
document.addEventListener("focusin", ({ target }) => {
  const row = target.closest?.('[data-behaviour="choices"]');
  if (row) begin(row);
});
