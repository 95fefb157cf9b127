/* Ctrl+S saves a form that can be saved; ? outside fields lists all shortcuts. The page says whether someone wants
   them: without its list nothing here reacts to a key. */

const FIELDS = "input, textarea, select, [contenteditable]";

class Shortcuts {
  constructor(dialog) {
    this.dialog = dialog;
    const button = document.querySelector("[data-opens=shortcuts]");
    button.hidden = false;
    button.addEventListener("click", () => this.list());
    dialog.querySelector("button").addEventListener("click", () => dialog.close());
    document.addEventListener("keydown", (event) => this.react(event));
  }

  react(event) {
    const isSave = event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey);
    if (isSave && !event.altKey && !event.shiftKey) {
      this.save(event);
    } else if (event.key === "?" && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (event.target.closest(FIELDS) || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      this.list();
    }
  }

  save(event) {
    const button = document.querySelector("[name=_continue]");
    if (!button) return; // nothing to save: the key stays the browser's
    event.preventDefault(); // the browser would save the page as a file
    if (!event.repeat && !document.querySelector("dialog[open]")) button.form.requestSubmit(button);
  }

  list() {
    this.dialog.showModal();
  }
}

const dialog = document.querySelector("dialog[data-behaviour=shortcuts]");
if (dialog) new Shortcuts(dialog);
