/* Finds words in the text, marks included, and puts others in their place one at a time. */

import { replace } from "./text.js";

export class Finder {
  constructor(bar, textarea) {
    this.bar = bar;
    this.textarea = textarea;
    this.words = bar.querySelector("[data-find-words]");
    this.instead = bar.querySelector("[data-find-instead]");
    this.status = bar.querySelector("[data-found-places]");
    bar.addEventListener("click", (event) => this.act(event.target.closest("button")));
    bar.addEventListener("keydown", (event) => this.key(event));
    this.words.addEventListener("input", () => this.look());
  }

  open() {
    const { selectionStart: start, selectionEnd: end, value } = this.textarea;
    const chosen = value.slice(start, end);
    if (chosen && !chosen.includes("\n")) this.words.value = chosen;
    this.from = start;
    this.bar.hidden = false;
    this.words.focus();
    this.words.select();
    this.look();
  }

  close() {
    this.bar.hidden = true;
    this.status.textContent = "";
    this.textarea.focus();
  }

  /* Where the words stand, capitals aside. */
  places() {
    const words = this.words.value.toLowerCase();
    const text = this.textarea.value.toLowerCase();
    const found = [];
    if (!words || text.length !== this.textarea.value.length) return found;
    for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + words.length)) {
      found.push(at);
    }
    return found;
  }

  look() {
    const found = this.places();
    if (!this.words.value) this.status.textContent = "";
    else if (!found.length) this.status.textContent = "No matches.";
    else this.status.textContent = found.length === 1 ? "Found once." : `Found ${found.length} times.`;
    return found;
  }

  step(direction) {
    const found = this.look();
    if (!found.length) return;
    const { selectionStart: start, selectionEnd: end } = this.textarea;
    const after = found.findIndex((place) => place >= (start === end ? start : start + 1));
    const before = found.findLastIndex((place) => place < start);
    const next = direction > 0 ? Math.max(after, 0) : before === -1 ? found.length - 1 : before;
    this.show(found, next);
  }

  show(found, number) {
    const place = found[number];
    const asked = document.activeElement;
    this.textarea.setSelectionRange(place, place + this.words.value.length);
    this.textarea.focus(); // a field scrolls to its cursor when it is entered
    asked.focus(); // the next Enter finds the next place; Escape goes into the text, at this one
    const line = this.textarea.value.slice(0, place).split("\n").length;
    this.status.textContent = `${number + 1} of ${found.length}, line ${line}: ${this.around(place)}`;
  }

  /* The place in its own words: browsers do not show what is chosen in a field without the focus. */
  around(place) {
    const text = this.textarea.value;
    const start = Math.max(text.lastIndexOf("\n", place - 1) + 1, place - 30);
    const end = place + this.words.value.length + 30;
    const rest = text.slice(place, end).split("\n")[0];
    return `“…${text.slice(start, place)}${rest}…”`;
  }

  replace() {
    const { selectionStart: start, selectionEnd: end, value } = this.textarea;
    const chosen = value.slice(start, end).toLowerCase();
    if (!this.words.value || chosen !== this.words.value.toLowerCase()) {
      this.step(1);
      return;
    }
    const asked = document.activeElement;
    replace(this.textarea, start, end, this.instead.value);
    asked.focus();
    this.step(1);
    if (!this.places().length) this.status.textContent = "Replaced. No more matches.";
  }

  act(button) {
    if (!button) return;
    if (button.dataset.findStep) this.step(Number(button.dataset.findStep));
    if ("findReplace" in button.dataset) this.replace();
    if ("findClose" in button.dataset) this.close();
  }

  /* Enter finds, and never sends the form; Escape closes. */
  key(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    this.step(event.shiftKey ? -1 : 1);
  }
}
