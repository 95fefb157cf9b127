// The main menu. The server sends plain nested lists of links; this swaps each link that has a
// list for a button, so that a list opens in place. Without this script every link shows.
const COLLAPSE_AFTER = 60; // ms; a screen reader needs the focus first, then the change of state

const button = (text, list) => {
  const made = document.createElement("button");
  made.type = "button";
  made.append(...text);
  made.setAttribute("aria-expanded", "false");
  made.setAttribute("aria-controls", list.id);
  return made;
};

const isOpen = (control) => control.getAttribute("aria-expanded") === "true";
const set = (control, open) => control.setAttribute("aria-expanded", String(open));

// What a link is called: its text, or the words of the picture that replaces them.
const picture = (link) => link.querySelector(".menu-badge");
const text = (link) => [...link.childNodes].find((node) => node.nodeType === Node.TEXT_NODE);
const label = (link) => text(link)?.data ?? picture(link).alt;

// The section's own page becomes the first link of its list, unless the list has it already.
const moveIntoList = (link, list, overview) => {
  const note = link.nextElementSibling === list ? [] : [link.nextElementSibling];
  link.classList.remove("here");
  const words = overview.replace("{}", label(link));
  picture(link)?.remove();
  text(link)?.remove();
  link.prepend(words);
  if ([...list.querySelectorAll("a")].some((other) => other.href === link.href)) {
    for (const gone of [link, ...note]) gone.remove();
    return;
  }
  const item = document.createElement("li");
  item.append(link, ...note);
  list.prepend(item);
};

const swap = (list, overview) => {
  const link = list.parentElement.querySelector("a");
  const here = link.querySelector(".current-section");
  const shown = picture(link)?.cloneNode();
  const words = shown?.alt ? "" : label(link);
  const control = button([shown ?? "", words, here ?? ""], list);
  control.className = link.className;
  control.lang = link.lang;
  moveIntoList(link, list, overview);
  list.before(control);
  return control;
};

const begin = (nav) => {
  const whole = nav.querySelector("ul");
  const sections = [...whole.querySelectorAll("ul")].map((list) => swap(list, nav.dataset.overview));
  const menu = button([nav.dataset.menu], whole);
  menu.className = "menu-button";
  whole.before(menu);
  const controls = [menu, ...sections];

  // What a control opens: everything that has to keep the focus for it to stay open.
  const area = (control) => (control === menu ? nav : control.parentElement);
  const closeAllBut = (target) => {
    for (const control of controls) if (!area(control).contains(target)) set(control, false);
  };
  const closeAll = () => closeAllBut(null);

  // The hint belongs to the first button that shows; which one that is depends on the width.
  const hint = document.createElement("span");
  hint.id = `${whole.id}-hint`;
  hint.hidden = true;
  hint.textContent = nav.dataset.keyboardHint;
  const placeHint = () => {
    for (const control of controls) control.removeAttribute("aria-describedby");
    const first = menu.checkVisibility() ? menu : sections[0];
    if (first && hint.textContent) first.setAttribute("aria-describedby", hint.id);
  };
  whole.after(hint);
  placeHint();
  addEventListener("resize", placeHint);

  const step = (from, places) => {
    const stops = [...nav.querySelectorAll("a, button")].filter((stop) => stop.checkVisibility());
    const to = stops[stops.indexOf(from) + places];
    to?.focus();
    return to;
  };

  const close = (from) => {
    const control = controls.findLast((each) => isOpen(each) && area(each).contains(from));
    if (!control || (control === menu && !menu.checkVisibility())) return;
    control.focus();
    setTimeout(() => set(control, false), COLLAPSE_AFTER);
  };

  nav.addEventListener("click", ({ target }) => {
    const control = target.closest("button");
    if (control) set(control, !isOpen(control));
  });
  nav.addEventListener("keydown", (event) => {
    const places = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Escape") close(event.target);
    if (places && step(event.target, places)) event.preventDefault();
  });

  // A list that closed under a pressed pointer would move what is being clicked: wait for the
  // click, which closes the others anyway.
  let pressed = false;
  document.addEventListener("pointerdown", () => (pressed = true), true);
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => setTimeout(() => (pressed = false)), true);
  }
  document.addEventListener("click", ({ target }) => closeAllBut(target));
  nav.addEventListener("focusout", ({ target, relatedTarget }) => {
    // Who goes into a menu needs no hint any more; Escape would only say it before "collapsed".
    if (controls.includes(target) && isOpen(target) && target.hasAttribute("aria-describedby")) {
      hint.textContent = "";
      placeHint();
    }
    if (relatedTarget && !pressed) closeAllBut(relatedTarget);
  });
  addEventListener("pagehide", closeAll); // the page may come back from the browser's memory
};

for (const nav of document.querySelectorAll('[data-behaviour="menu"]')) begin(nav);
document.documentElement.dataset.menu = "ready";
