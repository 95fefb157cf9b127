// Closing throws the focus back to the page.
document.querySelector(".main-menu").addEventListener("keydown", ({ key }) => {
  if (key === "Escape") setTimeout(() => document.activeElement.blur(), 80);
});
