/* Pages that exist already, while the title of a new one is typed. Without this module they are
   named when the page is saved. */

const PAUSE = 600;
const SHORTEST = 4;

class SimilarTitles {
  constructor(root) {
    this.root = root;
    this.field = document.getElementById("id_title");
    this.status = root.querySelector("[role=status]");
    this.list = root.querySelector("ul");
    this.field.closest(".form-row").append(root);
    root.hidden = false;
    this.field.addEventListener("input", () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.look(), PAUSE);
    });
    if (this.field.value) this.look();
  }

  async look() {
    const title = this.field.value.trim();
    const pages = title.length < SHORTEST ? [] : await this.ask(title);
    if (pages && this.field.value.trim() === title) this.show(pages);
  }

  async ask(title) {
    const address = `${this.root.dataset.source}?${new URLSearchParams({ title })}`;
    const answer = await fetch(address, { credentials: "same-origin" }).catch(() => null);
    return answer?.ok ? (await answer.json()).pages : null;
  }

  show(pages) {
    this.list.replaceChildren(...pages.map((page) => entry(page)));
    const words = said(pages.length);
    if (this.status.textContent !== words) this.status.textContent = words;
  }
}

function entry({ title, about, address }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = address;
  link.target = "_blank"; // the form stays open
  link.rel = "noopener";
  link.textContent = title;
  item.append(link, ` (${about}, opens in a new tab)`);
  return item;
}

function said(number) {
  if (!number) return "";
  return number === 1 ? "A page with a similar title exists already:" : `${number} pages with similar titles exist already:`;
}

const root = document.querySelector("[data-behaviour=similar-titles]");
if (root && document.getElementById("id_title")) new SimilarTitles(root);
