// An attention map: eight letters, what the scores are divided by, a mask, places on or off.

import { interactive, randomNumbers, s } from "./frame.js";

const LETTERS = ["a", "b", "c", "a", "b", "a", "·", "·"]; // the last two are padding
const LENGTH = 6; // letters that are not padding
const WIDTH = 16;
const MASKS = ["none", "causal", "padding"];
const [CELL, LEFT, TOP, BARS] = [32, 44, 44, 92];
const SIZE = LETTERS.length * CELL;

export default interactive({
  title: "Who looks at whom",
  tryThis: "Divide by d⁰ = 1 and the weights go to a few keys; by d itself and they are nearly " +
    "alike. With places off, compare the rows of the three a: why are they the same? Then " +
    "choose the causal mask, still with places off: are they the same now?",
  controls: {
    power: {
      label: "Divide by dᵖ", min: 0, max: 1, step: 0.05, value: 0.5, format: (p) => p.toFixed(2),
    },
    query: { label: "Query (place)", min: 0, max: LETTERS.length - 1, step: 1, value: 4 },
    mask: { label: "Mask", options: MASKS, value: "none" },
    positions: { label: "Places", options: ["off", "on"], value: "off" },
  },
  draw(state, { stage, say, change }) {
    const found = attend(state);
    const t = state.query;
    const row = found.weights[t];
    const top = row.indexOf(Math.max(...row));
    say(`Query ${LETTERS[t]} at place ${t}, scores divided by ` +
      `${(WIDTH ** state.power).toFixed(2)}: ${found.entropy[t].toFixed(2)} bits over ` +
      `${found.seen[t]} ${found.seen[t] === 1 ? "key" : "keys"} (at most ` +
      `${Math.log2(found.seen[t]).toFixed(2)}). The largest weight, ${row[top].toFixed(3)}, ` +
      `is on ${LETTERS[top]} at place ${top}.`);
    stage.replaceChildren(s("svg", {
      role: "img", viewBox: `0 0 ${LEFT + SIZE + 12} ${TOP + SIZE + BARS + 34}`,
      style: "max-width: 26rem",
      "aria-label": "Attention map, one row for each query and one column for " +
        `each key. Row ${t}, of ${LETTERS[t]}: ${row.map((a) => a.toFixed(2)).join(", ")}.`,
    }, ...labels(t), ...cells(found, (i) => change({ query: i })), outline(t), ...bars(row)));
  },
});

// One vector of variance about 1 for each kind of letter; the same letter has the same vector.
function letterVectors() {
  const random = randomNumbers(4);
  const kinds = {};
  for (const letter of ["a", "b", "c", "·"]) {
    kinds[letter] = Array.from({ length: WIDTH }, () => Math.sqrt(12) * (random() - 0.5));
  }
  return LETTERS.map((letter) => kinds[letter]);
}

// Sines and cosines in turns, as in Vaswani and others (2017).
function placeVector(t) {
  return Array.from({ length: WIDTH }, (_, i) => {
    const angle = t * 10000 ** (-(i - (i % 2)) / WIDTH);
    return i % 2 ? Math.cos(angle) : Math.sin(angle);
  });
}

function mayLook(mask, t, j) {
  if (mask === "causal") return j <= t;
  return mask === "padding" ? j < LENGTH : true;
}

// The map for a state: vectors (T × d, queries and keys alike), weights and entropy in bits.
function attend({ power, mask, positions }) {
  const vectors = letterVectors().map((x, t) => {
    const added = placeVector(t);
    return positions === "on" ? x.map((value, i) => value + added[i]) : x;
  });
  const dot = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);
  const weights = vectors.map((q, t) => {
    const scores = vectors.map((k, j) =>
      mayLook(mask, t, j) ? dot(q, k) / WIDTH ** power : -Infinity);
    const largest = Math.max(...scores);
    const parts = scores.map((score) => Math.exp(score - largest));
    const total = parts.reduce((a, b) => a + b);
    return parts.map((part) => part / total);
  });
  const entropy = weights.map((row) =>
    Math.abs(row.reduce((sum, a) => sum - (a > 0 ? a * Math.log2(a) : 0), 0)));
  const seen = weights.map((_, t) => LETTERS.filter((_, j) => mayLook(mask, t, j)).length);
  return { vectors, weights, entropy, seen };
}

function labels(t) {
  const text = (x, y, content, extra) => s("text", { x, y, "text-anchor": "middle", ...extra }, content);
  const middle = (i) => (i + 0.5) * CELL;
  return [
    text(LEFT + SIZE / 2, 14, "keys"),
    text(12, TOP + SIZE / 2, "queries", { transform: `rotate(-90 12 ${TOP + SIZE / 2})` }),
    ...LETTERS.map((letter, j) => text(LEFT + middle(j), TOP - 9, letter)),
    ...LETTERS.map((letter, i) => text(LEFT - 12, TOP + middle(i) + 5, letter,
      i === t ? { style: "font-weight: 700; fill: var(--ix-second)" } : {})),
  ];
}

function cells({ weights }, choose) {
  return weights.flatMap((row, i) => row.map((weight, j) => s("rect", {
    x: LEFT + j * CELL, y: TOP + i * CELL, width: CELL - 1, height: CELL - 1,
    fill: "var(--ix-first)", "fill-opacity": weight, stroke: "var(--ix-line)", "stroke-width": 0.6,
    style: "cursor: pointer", onclick: () => choose(i),
  })));
}

function outline(t) {
  return s("rect", {
    x: LEFT - 1, y: TOP + t * CELL - 1, width: SIZE + 1, height: CELL + 1,
    fill: "none", stroke: "var(--ix-second)", "stroke-width": 2, "pointer-events": "none",
  });
}

// The chosen row as bars under its columns, from 0 to 1.
function bars(row) {
  const floor = TOP + SIZE + BARS;
  const tall = BARS - 30;
  const line = (y) => s("line", {
    x1: LEFT, x2: LEFT + SIZE, y1: y, y2: y, stroke: "var(--ix-line)", "stroke-width": 1,
  });
  return [line(floor), line(floor - tall),
    s("text", { x: LEFT - 8, y: floor + 4, "text-anchor": "end" }, "0"),
    s("text", { x: LEFT - 8, y: floor - tall + 5, "text-anchor": "end" }, "1"),
    ...row.map((weight, j) => s("rect", {
      x: LEFT + j * CELL + 6, y: floor - weight * tall, width: CELL - 13, height: weight * tall,
      fill: "var(--ix-second)",
    })),
    ...row.map((weight, j) => s("text", {
      x: LEFT + (j + 0.5) * CELL, y: floor + 18, "text-anchor": "middle", style: "font-size: 11px",
    }, weight === 0 ? "0" : weight.toFixed(2)))];
}
