/* Asks for the words and the address of a link; the address can be found by a title. */

import { ask } from "./dialog.js";
import { Refused, get } from "./server.js";

const SEARCH_PAUSE = 300;

const ADDRESS = /^(https?:\/\/[^\s/]+|mailto:[^\s@]+@|tel:\+?[\d-]|\/(?!\/)|#.)/i;

export function askForLink(template, words, source) {
  return ask(template, {
    prepare: (form, signal) => {
      form.elements.text.value = words;
      if (words) {
        form.elements.text.removeAttribute("data-first");
        form.elements.q.setAttribute("data-first", "");
      }
      new LinkSearch(form, source, signal).begin();
    },
    answer: async (form) => {
      const text = form.elements.text.value.trim();
      const address = completed(form.elements.address.value.trim());
      const fields = {};
      if (!text) fields.text = ["Enter the link text."];
      if (!ADDRESS.test(address)) {
        fields.address = [
          "Enter a full address, such as https://www.example.org/ or, for a page of this site,"
          + " /treatments/.",
        ];
      }
      if (Object.keys(fields).length) throw new Refused("The link is not complete.", fields);
      return { text, address };
    },
  });
}

class LinkSearch {
  constructor(form, source, signal) {
    this.form = form;
    this.source = source;
    this.signal = signal;
  }

  begin() {
    const { q } = this.form.elements;
    q.addEventListener("input", () => this.searchLater());
    q.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.search();
    });
  }

  searchLater() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), SEARCH_PAUSE);
  }

  async search() {
    clearTimeout(this.timer);
    this.searching?.abort();
    const words = this.form.elements.q.value.trim();
    if (!words) {
      this.list([]);
      this.note("");
      return;
    }
    const searching = new AbortController();
    this.searching = searching;
    this.signal.addEventListener("abort", () => searching.abort(), { once: true });
    try {
      const { links } = await get(`${this.source}?${new URLSearchParams({ q: words })}`, { signal: searching.signal });
      this.list(links);
      this.note(counted(links.length));
    } catch (problem) {
      if (problem.name !== "AbortError") this.note(problem.message);
    }
  }

  list(links) {
    const pattern = this.form.querySelector("[data-link-choice]");
    this.form.querySelector("[data-links]").replaceChildren(...links.map((link) => this.choice(pattern, link)));
  }

  choice(pattern, { address, title, about }) {
    const item = pattern.content.firstElementChild.cloneNode(true);
    const radio = item.querySelector("input");
    radio.value = address;
    radio.addEventListener("change", () => this.take(address, title));
    item.querySelector("[data-title]").textContent = title;
    item.querySelector("[data-about]").textContent = about;
    return item;
  }

  /* Words that someone wrote stay; an empty field gets the title. */
  take(address, title) {
    const { text, address: field } = this.form.elements;
    field.value = address;
    if (!text.value.trim() || text.value === this.title) text.value = title;
    this.title = title;
  }

  note(words) {
    this.form.querySelector("[data-found]").textContent = words;
  }
}

function counted(number) {
  if (!number) return "No page or link has these words in its title. Type the address below.";
  return number === 1 ? "1 result." : `${number} results.`;
}

function completed(address) {
  return /^www\./i.test(address) ? `https://${address}` : address;
}
