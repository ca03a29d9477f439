// What is wider than its box can be reached, and scrolled, by keyboard.

function look(box) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
}

const kinds = ".katex-display, pre, .cell_output > .output, .pst-scrollable-table-container";
const boxes = [...document.querySelectorAll(kinds)];
const watch = new ResizeObserver((entries) => entries.forEach((e) => look(e.target)));
boxes.forEach((box) => watch.observe(box));

// What is far below the screen has no size yet: it is looked at when the page is shown and there is
// nothing else to do.
function lookOn(time) {
  while (boxes.length && time.timeRemaining() > 2) look(boxes.shift());
  if (boxes.length) requestIdleCallback(lookOn);
}
addEventListener("load", () => setTimeout(() => window.requestIdleCallback?.(lookOn), 1000));
