// A block of 4 examples by 6 channels by 3 by 3 pixels: which cells share a norm's statistics.

import { h, interactive, randomNumbers, s } from "./frame.js";

const [B, C, H, W] = [4, 6, 3, 3];
const EPS = 1e-5;
const KINDS = ["batch", "layer", "instance", "group", "RMS"];
const [CELL, GAP, LEFT, TOP] = [14, 10, 66, 40];
const SIDE = W * CELL + GAP;

export default interactive({
  title: "Which numbers share a mean?",
  tryThis: "Choose a cell (click, tap, or the sliders) and go through the five norms. Which of them look at " +
    "other examples? Set group norm to 1 group and to 6: which norms is it then? With RMS, look at the mean " +
    "that is left.",
  start: { seed: 0 },
  controls: {
    kind: { label: "Norm", options: KINDS, value: "batch" },
    groups: { label: "Groups", values: [1, 2, 3, 6], value: 2, when: (state) => state.kind === "group" },
    b: { label: "Example", min: 1, max: B, step: 1, value: 2 },
    c: { label: "Channel", min: 1, max: C, step: 1, value: 3 },
    row: { label: "Row", min: 1, max: H, step: 1, value: 2 },
    column: { label: "Column", min: 1, max: W, step: 1, value: 2 },
    other: { label: "Other numbers", press: ({ seed }) => ({ seed: seed + 1 }) },
  },
  draw(state, { stage, say, change }) {
    const z = values(state.seed);
    const chosen = place(state.b - 1, state.c - 1, state.row - 1, state.column - 1);
    const found = statistics(z, chosen, state.kind, state.groups);
    say(sentence(state, z[chosen], found));
    stage.replaceChildren(picture(z, chosen, found, state, change));
  },
});

const place = (b, c, y, x) => ((b * C + c) * H + y) * W + x;
const where = (i) => [Math.floor(i / (C * H * W)), Math.floor(i / (H * W)) % C, Math.floor(i / W) % H, i % W];

// The numbers of the block, row-major: every channel has a place and a scale of its own, and every
// example a loudness.
function values(seed) {
  const random = randomNumbers(seed + 1);
  const spread = (low, high) => low + (high - low) * random();
  const channels = Array.from({ length: C }, () => [spread(-2, 2), spread(0.5, 1.5)]);
  const examples = Array.from({ length: B }, () => spread(0.5, 1.5));
  return Array.from({ length: B * C * H * W }, (_, i) => {
    const [b, c] = where(i);
    return Number((examples[b] * (channels[c][0] + channels[c][1] * spread(-1.7, 1.7))).toFixed(2));
  });
}

// Does a norm take the cells i and j together?
function together(i, j, kind, groups) {
  const [[b, c], [d, e]] = [where(i), where(j)];
  const each = C / groups;
  if (kind === "batch") return c === e;
  if (kind === "instance") return b === d && c === e;
  if (kind === "group") return b === d && Math.floor(c / each) === Math.floor(e / each);
  return b === d; // layer and RMS
}

// What the norm computes for cell i: the cells that share its statistics, their mean, their
// variance (for RMS: their mean square, about 0), and the normalised value.
function statistics(z, i, kind, groups) {
  const shared = z.map((_, j) => j).filter((j) => together(i, j, kind, groups));
  const average = (f) => shared.reduce((sum, j) => sum + f(z[j]), 0) / shared.length;
  const mean = average((v) => v);
  const centre = kind === "RMS" ? 0 : mean;
  const square = average((v) => (v - centre) ** 2);
  return { shared, mean, square, normalised: (z[i] - centre) / Math.sqrt(square + EPS) };
}

const number = (x) => x.toFixed(2).replace("-", "−");

function sentence({ kind, groups, b, c }, value, { shared, mean, square, normalised }) {
  const who = {
    batch: `channel ${c} of all ${B} examples`,
    layer: `all ${C} channels of example ${b}`,
    instance: `channel ${c} of example ${b}`,
    group: `group ${Math.ceil(c / (C / groups))} of ${groups} in example ${b}`,
    RMS: `all ${C} channels of example ${b}`,
  }[kind];
  const what = kind === "RMS"
    ? `mean square ${number(square)} (the mean, ${number(mean)}, stays)`
    : `mean ${number(mean)}, variance ${number(square)}`;
  return `${kind} norm: ${shared.length} numbers, ${who}, share their statistics: ${what}. ` +
    `The chosen ${number(value)} becomes ${number(normalised)}.`;
}

function picture(z, chosen, { shared }, state, change) {
  const inside = new Set(shared);
  const [width, height] = [LEFT + C * SIDE, TOP + B * SIDE];
  const most = Math.max(...z.map(Math.abs));
  const cells = z.map((value, i) => {
    const [b, c, y, x] = where(i);
    const on = inside.has(i);
    return s("rect", {
      x: LEFT + c * SIDE + x * CELL, y: TOP + b * SIDE + y * CELL, width: CELL - 1, height: CELL - 1, rx: 2,
      fill: on ? "var(--ix-first)" : "var(--ix-soft)", "fill-opacity": (on ? 0.3 : 0.06) + (on ? 0.7 : 0.3) * Math.abs(value) / most,
      stroke: i === chosen ? "var(--ix-second)" : "none", "stroke-width": 3, "data-cell": i,
      style: "cursor: pointer",
      onclick: () => change({ b: b + 1, c: c + 1, row: y + 1, column: x + 1 }),
    });
  });
  const last = cells.splice(chosen, 1); // on top, so that its frame is whole
  const label = (text, x, y, anchor = "middle") =>
    s("text", { x, y, "text-anchor": anchor, style: "fill: var(--ix-soft)" }, text);
  return h("div", {}, s("svg", {
    role: "img", viewBox: `0 0 ${width} ${height}`,
    "aria-label": `A block of ${B} examples, one a row, by ${C} channels, one a column, of ${H} by ${W} pixels. ` +
      `${shared.length} cells are marked: those that share the statistics of the chosen one.`,
  },
  label("channel", LEFT + C * SIDE / 2 - GAP / 2, 14),
  ...Array.from({ length: C }, (_, c) => label(String(c + 1), LEFT + c * SIDE + W * CELL / 2, 32)),
  label("example", LEFT - 8, 32, "end"),
  ...Array.from({ length: B }, (_, b) => label(String(b + 1), LEFT - 8, TOP + b * SIDE + H * CELL / 2 + 4, "end")),
  ...cells, ...last));
}
