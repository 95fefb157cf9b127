// Runs before the first paint, so it must stay small. The class js lets the style sheet fold the
// menus at once; if their script has not reported in three seconds they unfold for good.
(function (root) {
  root.classList.add("js");
  setTimeout(function () {
    if (root.dataset.menu !== "ready") root.classList.remove("js");
  }, 3000);
})(document.documentElement);
