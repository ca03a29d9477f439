// What is far below the screen is left out at first. It comes when the page is shown and there is nothing
// else to do, so that a page which has been opened is whole, also when the network is gone.

const rest = [...document.querySelectorAll(".bd-article section section > *, .bd-article img, [data-interactive]")];
const whenIdle = window.requestIdleCallback ?? ((work) => setTimeout(work, 50)); // Safari has none

function bring() {
  const end = performance.now() + 6; // in milliseconds: a scroll that begins now is not felt to wait
  while (rest.length && performance.now() < end) {
    const part = rest.shift();
    if (part.tagName === "IMG") part.loading = "eager";
    else if (part.dataset.interactive) part.dispatchEvent(new Event("near"));
    else part.style.contentVisibility = "visible";
    void part.offsetHeight; // laid out now, and not all at once in the next frame
  }
  if (rest.length) whenIdle(bring);
}
addEventListener("load", () => setTimeout(() => whenIdle(bring), 3000));
