// A menubar as it is often built: one stop for Tab, everything else by arrow keys.
const items = [...document.querySelectorAll("[role=menuitem]")];
const onTop = items.filter((item) => item.hasAttribute("aria-haspopup"));
const menuOf = (item) => item.closest("[role=menubar] > li").querySelector("[aria-haspopup]");

const goTo = (item) => {
  for (const other of items) other.tabIndex = other === item ? 0 : -1;
  item.focus();
};
const open = (item) => {
  for (const other of onTop) other.setAttribute("aria-expanded", String(other === item));
};

document.querySelector("[role=menubar]").addEventListener("keydown", (event) => {
  const top = menuOf(event.target);
  const inside = [...top.parentElement.querySelectorAll("[role=menu] a")];
  const neighbor = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (neighbor) goTo(onTop.at((onTop.indexOf(top) + neighbor) % onTop.length));
  if (event.key === "ArrowDown" || event.key === "Enter") {
    open(top);
    goTo(inside[inside.indexOf(event.target) + 1] ?? inside[0]);
  }
  if (event.key === "Escape") {
    open(null);
    goTo(top);
  }
  if (neighbor || ["ArrowDown", "Enter"].includes(event.key)) event.preventDefault();
});
