// A printed page is light and has its folds open, whatever the screen shows.

const root = document.documentElement;
let before = null;

addEventListener("beforeprint", () => {
  const folded = [...document.querySelectorAll("details.sd-dropdown:not([open])")];
  before ??= { theme: root.dataset.theme, folded };
  root.dataset.theme = "light";
  for (const fold of folded) fold.open = true;
});

addEventListener("afterprint", () => {
  root.dataset.theme = before.theme;
  for (const fold of before.folded) fold.open = false;
  before = null;
});
