/* A toolbar is one stop of the Tab key; the arrow keys move inside it. */

const KEYS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function makeToolbar(toolbar, onChoose) {
  const buttons = [...toolbar.querySelectorAll("button")];
  const settle = (current) => {
    for (const button of buttons) button.tabIndex = button === current ? 0 : -1;
  };
  settle(buttons[0]);
  toolbar.addEventListener("focusin", (event) => settle(event.target.closest("button")));
  toolbar.addEventListener("keydown", (event) => {
    const target = destination(buttons, event);
    if (!target) return;
    event.preventDefault();
    target.focus();
  });
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) onChoose(button.dataset.tool);
  });
  toolbar.hidden = false;
}

function destination(buttons, event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  if (event.key === "Home") return buttons[0];
  if (event.key === "End") return buttons.at(-1);
  if (!(event.key in KEYS)) return null;
  const here = buttons.indexOf(event.target.closest("button"));
  return buttons[(here + KEYS[event.key] + buttons.length) % buttons.length];
}
