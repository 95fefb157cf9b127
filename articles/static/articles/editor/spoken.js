/* What a screen reader says of the text, an utterance a line: asked for while someone looks. */

import { post } from "./server.js";

const PAUSE = 1200;
const SHOWN = { "": "Everything", heading: "Headings", link: "Links", image: "Images" };

export class Spoken {
  constructor({ textarea, panel, root, token, go, data }) {
    Object.assign(this, { textarea, panel, root, token, go, data });
    this.seen = null;
    this.isShown = false;
    this.build();
    textarea.addEventListener("input", () => this.later());
  }

  build() {
    const tools = document.createElement("div");
    tools.className = "spoken-tools";
    this.filter = document.createElement("select");
    for (const [kind, words] of Object.entries(SHOWN)) this.filter.add(new Option(words, kind));
    this.filter.id = `${this.panel.id}-filter`;
    const label = document.createElement("label");
    label.htmlFor = this.filter.id;
    label.textContent = "Show";
    tools.append(label, this.filter);
    this.filter.addEventListener("change", () => this.fill());
    if (window.speechSynthesis) tools.append(this.player());
    this.list = document.createElement("ul");
    this.list.className = "spoken-list";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "What is heard, in order");
    this.list.tabIndex = 0;
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (!option) return;
      this.choose(option);
      this.follow();
    });
    this.about = document.createElement("p");
    this.about.className = "spoken-about";
    this.about.textContent = "As the screen reader Orca reads it. Use the arrow keys to move, and Enter to go to the place in the text.";
    this.panel.append(tools, this.about, this.list);
    this.panel.removeAttribute("tabindex"); // the list takes the focus
  }

  /* The browser's own voice; nothing is heard before someone asks. */
  player() {
    this.play = document.createElement("button");
    this.play.type = "button";
    this.play.textContent = "Read aloud";
    this.play.addEventListener("click", () => (this.isReading ? this.stop() : this.read()));
    window.addEventListener("pagehide", () => this.stop());
    return this.play;
  }

  show(isShown) {
    this.isShown = isShown;
    if (isShown) this.now();
    else this.stop();
  }

  later() {
    clearTimeout(this.timer);
    if (this.isShown) this.timer = setTimeout(() => this.now(), PAUSE);
  }

  async now() {
    clearTimeout(this.timer);
    const data = this.data();
    const asked = JSON.stringify([...data]);
    if (asked === this.seen) return;
    this.request?.abort();
    this.request = new AbortController();
    try {
      const answer = await post(this.root.dataset.spoken, data, {
        token: this.token(), signal: this.request.signal,
      });
      this.seen = asked;
      this.utterances = answer.utterances;
      this.fill();
    } catch (problem) {
      if (problem.name === "AbortError") return;
      this.seen = null;
      this.about.textContent = problem.message;
    }
  }

  fill() {
    this.stop();
    const kind = this.filter.value;
    const shown = (this.utterances || []).filter((one) => !kind || one.kind === kind);
    this.list.replaceChildren(...shown.map((one, number) => option(one, number)));
    this.list.removeAttribute("aria-activedescendant");
    if (!shown.length) {
      const none = document.createElement("li");
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.textContent = kind ? `No ${SHOWN[kind].toLowerCase()}.` : "Nothing to read yet.";
      this.list.append(none);
    }
  }

  options() {
    return [...this.list.querySelectorAll("[role=option]:not([aria-disabled])")];
  }

  chosen() {
    return this.list.querySelector("[aria-selected=true]");
  }

  choose(option) {
    this.chosen()?.setAttribute("aria-selected", "false");
    option.setAttribute("aria-selected", "true");
    this.list.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const options = this.options();
    if (!options.length || event.ctrlKey || event.altKey || event.metaKey) return;
    const here = options.indexOf(this.chosen());
    const to = {
      ArrowDown: Math.min(here + 1, options.length - 1),
      ArrowUp: Math.max(here - 1, 0),
      Home: 0,
      End: options.length - 1,
    }[event.key];
    if (to !== undefined) this.choose(options[to]);
    else if (event.key === "Enter") this.follow();
    else return;
    event.preventDefault();
  }

  /* From what is heard to its place in the text. */
  follow() {
    const line = Number(this.chosen()?.dataset.line);
    if (line) this.go(line);
  }

  read() {
    const options = this.options();
    const from = Math.max(options.indexOf(this.chosen()), 0);
    this.isReading = true;
    this.play.textContent = "Stop reading";
    this.say(options.slice(from));
  }

  say([option, ...rest]) {
    if (!this.isReading) return;
    if (!option) {
      this.stop();
      return;
    }
    this.choose(option);
    const words = new SpeechSynthesisUtterance(option.querySelector(".spoken-words").textContent);
    words.lang = option.lang || this.textarea.lang || "en";
    words.addEventListener("end", () => this.say(rest));
    words.addEventListener("error", () => this.stop());
    window.speechSynthesis.speak(words);
  }

  stop() {
    if (!this.isReading) return;
    this.isReading = false;
    window.speechSynthesis.cancel();
    this.play.textContent = "Read aloud";
  }
}

function option({ text, kind, lang, line }, number) {
  const made = document.createElement("li");
  made.id = `spoken-${number}`;
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  made.className = `said-${kind}`;
  if (line) made.dataset.line = line;
  if (lang) made.lang = lang;
  const words = document.createElement("span");
  words.className = "spoken-words";
  words.textContent = text;
  made.append(words);
  return made;
}
