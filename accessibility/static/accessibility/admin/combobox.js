/* A field with a list of what fits the words typed into it, as the ARIA practices describe a
   combobox. Its maker says how to find choices and what happens with the one that is taken. */

let lists = 0;

export class Combobox {
  /* `find` gives [{ value, words, about, picture }] for words, now or later, or null for no list;
     `take` gets one of them. `wait`: ms without a letter before looking. */
  constructor(field, { name, find, take, wait = 0, statusClass = "visually-hidden" }) {
    Object.assign(this, { field, find, take, wait, choices: [] });
    this.list = document.createElement("ul");
    this.list.id = `choices-${(lists += 1)}`;
    this.list.className = "choice-list";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", name);
    this.list.hidden = true;
    this.status = document.createElement("p");
    this.status.className = statusClass;
    this.status.setAttribute("role", "status");
    field.after(this.list, this.status);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", this.list.id);
    field.addEventListener("input", () => this.typed());
    field.addEventListener("keydown", (event) => this.pressed(event));
    field.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option);
    });
  }

  get isOpen() {
    return !this.list.hidden;
  }

  typed() {
    clearTimeout(this.waiting);
    const words = this.field.value.trim();
    this.waiting = setTimeout(() => this.open(words), this.wait);
  }

  async open(words) {
    const asked = {};
    this.asked = asked;
    const found = await this.find(words);
    if (this.asked !== asked) return; // something else was typed since, or the list was closed
    if (found) this.show(found);
    else this.close();
  }

  show(choices) {
    this.choices = choices;
    this.list.replaceChildren(...choices.map((choice, place) => this.option(choice, place)));
    this.list.hidden = !choices.length;
    this.field.setAttribute("aria-expanded", String(this.isOpen));
    this.field.removeAttribute("aria-activedescendant");
    this.say(choices.found ?? counted(choices.length));
  }

  say(words) {
    this.status.textContent = words;
  }

  option({ words, about, picture }, place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    if (picture) {
      const shown = document.createElement("img");
      shown.src = picture;
      shown.alt = "";
      shown.className = "menu-badge";
      option.append(shown);
    }
    option.append(words);
    if (about) {
      const more = document.createElement("span");
      more.className = "choice-about";
      more.textContent = about;
      option.append(" ", more);
    }
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
      this.choose(options[here]);
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

  choose(option) {
    const choice = this.choices[[...this.list.children].indexOf(option)];
    this.take(choice);
    this.close();
    this.say(`${choice.words} is chosen.`);
  }

  close() {
    clearTimeout(this.waiting);
    this.asked = null;
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}

function counted(number) {
  return { 0: "No matches.", 1: "1 match." }[number] ?? `${number} matches.`;
}
