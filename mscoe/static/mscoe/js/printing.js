// On paper a link of the site shows its whole address; the style sheet puts it together.
const root = document.documentElement;
root.style.setProperty("--site-address", JSON.stringify(root.dataset.siteAddress || ""));
