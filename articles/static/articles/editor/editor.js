/* The Markdown editor: a plain text field with tools, a preview and images. Without this module it
   stays a plain text field, and everything can still be written and saved. */

import { Advice } from "./advice.js";
import { askForImage } from "./images.js";
import { Layout } from "./layout.js";
import { askForLink } from "./links.js";
import { list } from "./lists.js";
import { Finder } from "./find.js";
import { isFormatted, paste } from "./paste.js";
import { goTo } from "./places.js";
import { Preview } from "./preview.js";
import { Spoken } from "./spoken.js";
import { Tabs } from "./tabs.js";
import * as text from "./text.js";
import { makeToolbar } from "./toolbar.js";
import { guard } from "./unsaved.js";

const SHORTCUTS = { b: "bold", i: "italic", k: "link" };
const TABLE = [
  "| Heading | Heading |",
  "| ------- | ------- |",
  "| Text    | Text    |",
  "| Text    | Text    |",
].join("\n");

class Editor {
  constructor(root) {
    this.root = root;
    this.textarea = root.querySelector("textarea");
    this.status = root.querySelector(".markdown-status");
    this.problem = "";
    this.words = root.querySelector("[data-words]");
    this.tools = {
      bold: () => text.wrap(this.textarea, "**", "bold text"),
      italic: () => text.wrap(this.textarea, "*", "italic text"),
      heading: () => this.say(`${text.heading(this.textarea)}.`),
      link: () => this.putLink(),
      image: () => this.putImage(null),
      list: () => this.say(list(this.textarea, "-")),
      numbers: () => this.say(list(this.textarea, "1.")),
      quote: () => text.prefix(this.textarea, "> ", "Quoted words"),
      language: () => this.say(text.language(this.textarea)),
      table: () => text.block(this.textarea, TABLE, [2, 9]),
      keypoints: () => text.box(this.textarea, "keypoints", "- First point"),
      note: () => text.box(this.textarea, "note", "What is good to know"),
      warning: () => text.box(this.textarea, "warning", "What to watch for, and what to do then"),
      footnote: () => this.say(text.footnote(this.textarea)),
      find: () => this.finder.open(),
    };
    this.finder = new Finder(root.querySelector("[data-find]"), this.textarea);
    if (!hasShortcuts()) {
      for (const tool of root.querySelectorAll("[aria-keyshortcuts]")) tool.removeAttribute("aria-keyshortcuts");
    }
    makeToolbar(root.querySelector("[role=toolbar]"), (tool) => this.tools[tool]());
    this.textarea.addEventListener("keydown", (event) => this.shortcut(event));
    this.textarea.addEventListener("paste", (event) => this.paste(event));
    this.textarea.addEventListener("drop", (event) => this.drop(event));
    this.preview = new Preview({
      textarea: this.textarea,
      region: root.querySelector("[data-preview-region]"),
      frame: root.querySelector("iframe"),
      address: this.textarea.dataset.markdownxUrlsPath,
      pause: Number(this.textarea.dataset.markdownxLatency),
      token: () => this.token(),
      report: (about) => this.report(about),
    });
    this.tabs = new Tabs(root.querySelector("[role=tablist]"), (name) => {
      this.lookAtLayout();
      this.spoken.show(name === "spoken");
    });
    this.layout = new Layout({
      root,
      list: root.querySelector("[data-layout-list]"),
      source: () => this.preview.html,
      frame: root.querySelector("iframe"),
      go: (line) => goTo(this.textarea, line),
    });
    this.advice = new Advice({
      textarea: this.textarea,
      panel: this.tabs.panel("advice"),
      tab: this.tabs.tab("advice"),
      root,
      token: () => this.token(),
      say: (words, how) => this.say(words, how),
      dialog: this.template("dismiss"),
    });
    this.spoken = new Spoken({
      textarea: this.textarea,
      panel: this.tabs.panel("spoken"),
      root,
      token: () => this.token(),
      go: (line) => goTo(this.textarea, line),
      data: () => this.spokenOf(),
    });
    this.goToNamedLine();
    guard(this.textarea.form);
    root.classList.add("is-ready");
  }

  /* An address such as …/change/#line-12 leads to that line of the text. */
  goToNamedLine() {
    const named = /^#line-(\d+)$/.exec(window.location.hash);
    if (named) goTo(this.textarea, Number(named[1]));
  }

  /* What readers hear before the text belongs to it. */
  spokenOf() {
    const data = new FormData();
    data.set("content", this.textarea.value);
    for (const name of ["title", "summary", "language"]) {
      data.set(name, this.textarea.form.elements.namedItem(name)?.value || "");
    }
    return data;
  }

  /* Costs more than the rest, so only while someone looks. */
  lookAtLayout() {
    if (this.tabs?.shown === "advice") this.layout.check();
  }

  token() {
    return this.textarea.form.elements.csrfmiddlewaretoken.value;
  }

  /* What is spoken, politely: the outcome of a tool, and trouble. Never that someone is typing. */
  say(words, { isProblem = false } = {}) {
    this.status.textContent = words;
    this.status.classList.toggle("is-problem", isProblem);
  }

  report({ problem = "", words }) {
    if (words !== undefined) this.lookAtLayout();
    if (words !== undefined) this.words.textContent = words === 1 ? "1 word" : `${words} words`;
    if (problem === this.problem) return;
    if (problem) this.say(problem, { isProblem: true });
    else if (this.problem) this.say("The preview is working again.");
    this.problem = problem;
  }

  shortcut(event) {
    if (!hasShortcuts()) return;
    const tool = SHORTCUTS[event.key.toLowerCase()];
    if (!tool || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    this.tools[tool]();
  }

  async putLink() {
    const place = this.place();
    const answer = await askForLink(this.template("link"), text.selected(this.textarea), this.root.dataset.links);
    this.returnTo(place);
    if (!answer) return;
    const markdown = text.link(answer.text, answer.address);
    text.replace(this.textarea, place.start, place.end, markdown);
  }

  async putImage(file) {
    const place = this.place();
    const answer = await askForImage(this.template("image"), {
      file,
      upload: this.textarea.dataset.markdownxUploadUrlsPath,
      library: this.root.dataset.library,
      token: () => this.token(),
    });
    this.returnTo(place);
    if (!answer) return;
    text.block(this.textarea, text.image(answer.alternativeText, answer.address));
    this.say("Image inserted.");
  }

  async putImages(files) {
    if (!("takesFiles" in this.template("image").dataset)) {
      this.say("You do not have permission to upload images. Use the Image tool to choose one from the library.", { isProblem: true });
      return;
    }
    const images = files.filter((file) => file.type.startsWith("image/"));
    if (!images.length) this.say("Only images can be dropped into the text.", { isProblem: true });
    for (const file of images) await this.putImage(file);
  }

  place() {
    return { start: this.textarea.selectionStart, end: this.textarea.selectionEnd };
  }

  returnTo({ start, end }) {
    this.textarea.focus();
    this.textarea.setSelectionRange(start, end);
  }

  /* Words win: what is copied from a word processor carries a picture of itself along. */
  paste(event) {
    const data = event.clipboardData;
    if (isFormatted(data)) {
      event.preventDefault();
      this.putFormatted(data);
      return;
    }
    const files = [...data.files];
    if (!files.length || data.types.includes("text/plain")) return;
    event.preventDefault();
    this.putImages(files);
  }

  async putFormatted(data) {
    this.say("Formatting what you pasted…");
    const done = await paste(this.textarea, data, { address: this.root.dataset.paste, token: this.token() });
    this.say(done.words, { isProblem: done.isProblem });
  }

  drop(event) {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    this.putImages([...event.dataTransfer.files]);
  }

  template(name) {
    return this.root.querySelector(`template[data-dialog=${name}]`);
  }
}

/* People who turned shortcuts off in their preferences get none. */
function hasShortcuts() {
  return document.querySelector("[data-shortcuts=off]") === null;
}

function holdsFiles(event) {
  return event.dataTransfer.types.includes("Files");
}

for (const root of document.querySelectorAll("[data-behaviour=markdown-editor]")) new Editor(root);
