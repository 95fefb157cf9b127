// "On this page" arrives unfolded, so that it is there without this script. On a narrow screen it
// is folded away before the text; on a wide one it is next to it.
const wide = matchMedia("(min-width: 62.01rem)");

for (const details of document.querySelectorAll("[data-behaviour='contents']")) {
  const fold = () => {
    details.open = wide.matches;
    details.dataset.folded = "";
  };
  fold();
  wide.addEventListener("change", fold);
}
