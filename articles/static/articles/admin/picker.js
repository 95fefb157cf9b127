/* Long lists, found by typing: a combobox in front of the list, which stays what is sent. Without
   this module the list itself is there. */

import { Combobox } from "../../accessibility/admin/combobox.js";

const MOST = 50; // shown at once: to find more, another word is typed
const LISTS = "select[data-behaviour=picker]";

class Picker {
  constructor(select) {
    this.select = select;
    this.field = this.makeField();
    this.combobox = new Combobox(this.field, {
      name: this.label?.textContent.replace(/:\s*$/, "") ?? "",
      statusClass: "help",
      find: (words) => this.find(words),
      take: ({ value }) => this.take(value),
    });
    this.field.addEventListener("click", () => this.openAll());
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    this.field.addEventListener("blur", () => this.left());
    // "Add" and "change" in a window of their own change the list.
    new MutationObserver(() => this.show()).observe(select, { childList: true, subtree: true, characterData: true });
    window.addEventListener("pageshow", () => this.show());
    window.addEventListener("hashchange", () => this.goTo());
    this.show();
    this.goTo();
  }

  makeField() {
    const { select } = this;
    const field = document.createElement("input");
    field.type = "text";
    field.id = `${select.id}_words`;
    field.autocomplete = "off";
    field.spellcheck = false;
    field.className = "picker";
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (select.hasAttribute(name)) field.setAttribute(name, select.getAttribute(name));
    }
    this.label = select.labels[0];
    if (this.label) this.label.htmlFor = field.id;
    select.before(field);
    select.hidden = true;
    return field;
  }

  get chosen() {
    const { value, selectedOptions } = this.select;
    return value ? selectedOptions[0].text : "";
  }

  show() {
    this.field.value = this.chosen;
  }

  /* A link to the list leads to the field in front of it. */
  goTo() {
    if (location.hash === `#${this.select.id}`) this.field.focus();
  }

  find(words) {
    const wanted = folded(words).split(" ").filter(Boolean);
    const fitting = [...this.select.options].filter(({ value, text, dataset }) => {
      const known = folded(`${text} ${dataset.about ?? ""}`);
      return value && wanted.every((word) => known.includes(word));
    });
    const shown = fitting.slice(0, MOST).map(({ value, text, dataset }) => ({ value, words: text, about: dataset.about }));
    if (fitting.length > MOST) shown.found = `${fitting.length} matches, the first ${MOST} are shown. Type another word.`;
    return shown;
  }

  take(value) {
    if (this.select.value === value) return this.show();
    this.select.value = value;
    this.show();
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  openAll() {
    if (!this.combobox.isOpen) this.combobox.open(this.isChosen ? "" : this.field.value);
  }

  get isChosen() {
    return this.field.value === this.chosen;
  }

  pressed(event) {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") this.show();
    if (!["Enter", "ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault(); // choosing is no reason to send the form
    if (!this.combobox.isOpen) this.openAll();
    else if (event.key === "Enter" && this.combobox.choices.length === 1) {
      this.combobox.choose(this.combobox.list.firstElementChild);
    }
  }

  /* Only what is in the list can be chosen: words that fit one entry alone, or are all of it, choose it. */
  left() {
    const words = folded(this.field.value);
    if (!words) this.take("");
    else if (!this.isChosen) {
      const fitting = this.find(words), same = fitting.filter((entry) => folded(entry.words) === words);
      const [found, ...others] = same.length ? same : fitting;
      if (!found || others.length) return this.refuse();
      this.take(found.value);
      this.combobox.say(`${found.words} is chosen.`);
    }
  }

  refuse() {
    const stays = this.chosen ? `“${this.chosen}” stays.` : "Nothing is chosen.";
    const words = this.field.value.trim(), count = this.find(words).length;
    this.combobox.say(count ? `“${words}” fits more than one entry. ${stays}` : `“${words}” is not in the list. ${stays}`);
    this.show();
  }
}

function folded(words) {
  return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}

export function makePickers(root) {
  for (const select of root.querySelectorAll(LISTS)) new Picker(select);
}

makePickers(document);
