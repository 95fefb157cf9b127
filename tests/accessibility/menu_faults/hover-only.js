// The list opens under a pointer; pressing the button does nothing.
document.querySelector(".main-menu").addEventListener("click", (event) => event.stopImmediatePropagation(), true);
for (const button of document.querySelectorAll(".main-menu li > button")) {
  button.addEventListener("mouseenter", () => button.setAttribute("aria-expanded", "true"));
}
