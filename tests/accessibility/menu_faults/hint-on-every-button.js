// The keyboard hint is heard again and again.
const hint = document.querySelector("[id$=hint]");
for (const button of document.querySelectorAll(".main-menu li > button")) {
  button.setAttribute("aria-describedby", hint.id);
}
