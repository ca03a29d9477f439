// A formula that is wider than the page can be reached, and scrolled, by keyboard.

const watch = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
for (const formula of document.querySelectorAll(".katex-display")) watch.observe(formula);
