// What is wider than its box can be reached, and scrolled, by keyboard.

const look = (box) => {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
};
const watch = new ResizeObserver((entries) => entries.forEach((e) => look(e.target)));
const kinds = ".katex-display, pre, .cell_output > .output, .pst-scrollable-table-container";
const boxes = document.querySelectorAll(kinds);

function lookAtAll() {
  for (const box of boxes) {
    watch.unobserve(box); // to be told of it anew, and only if it is laid out: asking each would lay out all
    watch.observe(box);
  }
}
lookAtAll();
document.fonts.addEventListener("loadingdone", lookAtAll); // a letter's width changes, the box's does not
