/* What was done is what someone wants to know first: the keyboard, and with it the screen reader,
   begins at the messages, unless a field was given the focus. Tab goes on from there. */

const list = document.querySelector(".messagelist");
if (list && document.activeElement === document.body) {
  list.tabIndex = -1;
  list.focus({ preventScroll: true });
}
