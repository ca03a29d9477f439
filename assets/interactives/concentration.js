// Pairwise distances of random points as the number of dimensions grows: the histogram closes up.

import { interactive, randomNumbers, s } from "./frame.js";

const CLOUDS = { "uniform cube": cube, "3 hidden coordinates": hidden };
const POINTS = 100;
const BINS = 48;
const WIDEST = 2.4; // of the axis, in units of the mean distance
const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, FLOOR] = [600, 270, 20, 20, 26, 216];

export default interactive({
  title: "How far apart are random points?",
  tryThis: "Move from 2 dimensions to 1000 and watch the bars close in on the mean. Then choose " +
    "3 hidden coordinates: the points still have 1000 numbers each, and the bars stay apart.",
  start: { seed: 0 },
  controls: {
    dimension: {
      label: "Dimensions d", values: [1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000], value: 2,
    },
    cloud: { label: "Points from", options: Object.keys(CLOUDS), value: "uniform cube" },
    other: { label: "Draw other points", press: ({ seed }) => ({ seed: seed + 1 }) },
  },
  draw({ dimension, cloud, seed }, { stage, say }) {
    const found = summary(distances(CLOUDS[cloud](dimension, seed)));
    stage.replaceChildren(histogram(found, dimension));
    say(sentence(found, dimension, cloud));
  },
});

// Points, each an array of d numbers.

function cube(d, seed) {
  const random = randomNumbers(seed);
  return Array.from({ length: POINTS }, () => Float64Array.from({ length: d }, random));
}

function hidden(d, seed) {
  // Three coordinates choose the point; each of the d numbers is a fixed mixture of them.
  const random = randomNumbers(seed + 1000);
  const gaussian = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const mixture = Array.from({ length: d }, () => [gaussian(), gaussian(), gaussian()]);
  return cube(3, seed).map((u) =>
    Float64Array.from(mixture, ([a, b, c]) => a * u[0] + b * u[1] + c * u[2]));
}

function distances(points) {
  const found = [];
  for (let i = 0; i < points.length; i++) {
    for (let j = 0; j < i; j++) {
      let total = 0;
      for (let k = 0; k < points[i].length; k++) total += (points[i][k] - points[j][k]) ** 2;
      found.push(Math.sqrt(total));
    }
  }
  return found;
}

// Everything in units of the mean distance, so that one axis serves every d.
function summary(all) {
  const mean = all.reduce((a, b) => a + b, 0) / all.length;
  const scaled = all.map((x) => x / mean);
  const spread = Math.sqrt(scaled.reduce((a, x) => a + (x - 1) ** 2, 0) / all.length);
  const counts = new Array(BINS).fill(0);
  for (const x of scaled) counts[Math.min(BINS - 1, Math.floor((x / WIDEST) * BINS))] += 1;
  return { counts, spread, nearest: Math.min(...scaled), farthest: Math.max(...scaled) };
}

function sentence({ spread, nearest, farthest }, d, cloud) {
  const law = cloud === "uniform cube" && d >= 5
    ? ` (0.592 / √d gives ${(0.592 / Math.sqrt(d)).toFixed(3)})` : "";
  return `${d} ${d === 1 ? "dimension" : "dimensions"}, ${cloud}: relative spread ` +
    `${spread.toFixed(3)}${law}. The closest pair is ${nearest.toFixed(2)} mean distances apart, ` +
    `the farthest ${farthest.toFixed(2)}.`;
}

function histogram({ counts, spread }, d) {
  const x = (value) => LEFT + (value / WIDEST) * (WIDTH - LEFT - RIGHT);
  const tallest = Math.max(...counts);
  const step = x(WIDEST / BINS) - x(0);
  const bars = counts.map((count, i) => {
    const height = ((FLOOR - TOP) * count) / tallest;
    return s("rect", {
      x: x((i * WIDEST) / BINS) + 0.5, y: FLOOR - height, width: step - 1, height,
      fill: "var(--ix-first)",
    });
  });
  const ticks = [0, 0.5, 1, 1.5, 2].map((value) =>
    s("text", { x: x(value), y: FLOOR + 18, "text-anchor": "middle" }, String(value)));
  return s("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img",
    "aria-label": `Histogram of ${POINTS * (POINTS - 1) / 2} distances in ${d} dimensions, ` +
      `relative spread ${spread.toFixed(3)}`,
  },
    ...bars,
    s("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: FLOOR, y2: FLOOR, stroke: "var(--ix-line)" }),
    s("line", {
      x1: x(1), x2: x(1), y1: TOP - 6, y2: FLOOR, stroke: "var(--ix-second)",
      "stroke-width": 1.5, "stroke-dasharray": "4 4",
    }),
    s("text", { x: x(1) + 8, y: TOP - 10, "text-anchor": "start" }, "mean"),
    ...ticks,
    s("text", { x: (LEFT + WIDTH - RIGHT) / 2, y: FLOOR + 42, "text-anchor": "middle" },
      "distance between two points, in mean distances"));
}
