/* The text as readers will see it: asked for after a pause in typing, the newest question only. */

import { post } from "./server.js";

export class Preview {
  constructor({ textarea, region, frame, address, pause, token, report }) {
    Object.assign(this, { textarea, region, frame, address, pause, token, report });
    this.request = null;
    this.timer = null;
    this.shown = null;
    this.html = null;
    region.hidden = false;
    frame.addEventListener("load", () => this.prepare());
    if (frame.contentDocument?.readyState === "complete") this.prepare();
    textarea.addEventListener("input", () => this.later());
    for (const moved of ["keyup", "click"]) textarea.addEventListener(moved, () => this.follow());
    for (const field of [...this.companions().values()]) {
      field.addEventListener("input", () => this.fillCompanions());
      field.addEventListener("change", () => this.fillCompanions());
    }
  }

  prepare() {
    const page = this.frame.contentDocument;
    if (!page?.querySelector("[data-preview=text]")) return;
    page.addEventListener("click", (event) => staysHere(event, page));
    this.shown = null;
    this.fillCompanions();
    this.now();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), this.pause);
  }

  async now() {
    clearTimeout(this.timer);
    this.request?.abort();
    const source = this.textarea.value;
    if (source === this.shown) return;
    const request = new AbortController();
    this.request = request;
    const data = new FormData();
    data.set("content", source);
    try {
      const answer = await post(this.address, data, { token: this.token(), signal: request.signal });
      this.show(answer, source);
    } catch (problem) {
      if (problem.name !== "AbortError") this.fail(problem);
    }
  }

  show(answer, source) {
    const place = this.frame.contentDocument?.querySelector("[data-preview=text]");
    if (!place) return;
    place.innerHTML = answer.html;
    this.html = answer.html;
    this.shown = source;
    this.region.classList.remove("is-stale");
    this.report({ words: answer.words });
    this.follow();
  }

  /* What is being written stays in sight: the block that holds the cursor's line. */
  follow() {
    const page = this.frame.contentDocument;
    const { value, selectionStart } = this.textarea;
    if (!page || this.textarea !== document.activeElement || value !== this.shown) return;
    const line = value.slice(0, selectionStart).split("\n").length - 1;
    const blocks = [...page.querySelectorAll("[data-line]")];
    const block = blocks.findLast((found) => Number(found.dataset.line) <= line);
    if (!block) page.scrollingElement.scrollTop = 0;
    else if (!isInSight(block, page)) block.scrollIntoView({ block: "center" });
  }

  fail(problem) {
    this.region.classList.add("is-stale");
    this.report({ problem: problem.message });
  }

  /* The other fields of the form that readers see above the text. */
  companions() {
    const fields = new Map();
    for (const name of ["title", "summary", "language"]) {
      const field = this.textarea.form?.elements.namedItem(name);
      if (field?.addEventListener) fields.set(name, field);
    }
    return fields;
  }

  fillCompanions() {
    const page = this.frame.contentDocument;
    for (const [name, field] of this.companions()) {
      if (name === "language") {
        page?.querySelector("main")?.setAttribute("lang", field.value || "en");
        continue;
      }
      const place = page?.querySelector(`[data-preview=${name}]`);
      if (!place) continue;
      place.textContent = field.value;
      place.hidden = !field.value.trim();
    }
  }
}

function isInSight(block, page) {
  const { top, bottom } = block.getBoundingClientRect();
  return top >= 0 && (bottom <= page.defaultView.innerHeight || top < page.defaultView.innerHeight / 2);
}

/* A link inside the preview opens beside the form (by the frame's base element), never instead of it;
   a link to a place in the text goes there. */
function staysHere(event, page) {
  const anchor = event.target.closest?.("a[href^='#']");
  if (!anchor) return;
  event.preventDefault();
  page.getElementById(decodeURIComponent(anchor.hash.slice(1)))?.scrollIntoView();
}
