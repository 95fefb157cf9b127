// The state is on the list item, where nothing is pressed.
for (const button of document.querySelectorAll(".main-menu li > button")) {
  new MutationObserver(() => {
    if (!button.hasAttribute("aria-expanded")) return;
    button.parentElement.setAttribute("aria-expanded", button.getAttribute("aria-expanded"));
  }).observe(button, { attributes: true });
  button.parentElement.setAttribute("aria-expanded", "false");
}
