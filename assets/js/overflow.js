// A formula that is wider than the page can be reached, and scrolled, by keyboard.

function look(formula) {
  if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0;
  else formula.removeAttribute("tabindex");
}

const formulas = [...document.querySelectorAll(".katex-display")];
const watch = new ResizeObserver((entries) => entries.forEach((e) => look(e.target)));
formulas.forEach((formula) => watch.observe(formula));

// What is far below the screen has no size yet: it is looked at when there is nothing else to do.
function lookOn(time) {
  while (formulas.length && time.timeRemaining() > 2) look(formulas.shift());
  if (formulas.length) requestIdleCallback(lookOn);
}
window.requestIdleCallback?.(lookOn);
