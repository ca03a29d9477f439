// What is wider than its box can be reached, and scrolled, by keyboard.

const look = (box) => {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
};
const watch = new ResizeObserver((entries) => entries.forEach((e) => look(e.target)));
const kinds = ".katex-display, pre, .cell_output > .output, .pst-scrollable-table-container";
document.querySelectorAll(kinds).forEach((box) => watch.observe(box));
