// Runs before the first paint, so it must stay small. What the reader has chosen for comfort goes onto
// the root. The class js lets the style sheet fold the menus at once; if their script has not
// reported in three seconds they unfold for good.
(function (root) {
  root.classList.add("js");
  try {
    var chosen = JSON.parse(localStorage.comfort || "{}");
    ["text", "spacing", "width", "contrast", "scheme", "calm"].forEach(function (name) {
      if (chosen[name]) root.dataset[name] = chosen[name];
    });
  } catch (refused) {
    // A browser that keeps nothing shows the page as the device asks for it.
  }
  setTimeout(function () {
    if (root.dataset.menu !== "ready") root.classList.remove("js");
  }, 3000);
})(document.documentElement);
