// Least squares on random cosines: the test error against their number, and the fit beside it.

import { interactive, randomNumbers, s } from "./frame.js";

const N = 12; // noisy points to fit
const MAX_SIZE = 48; // features to choose from
const SPEED = 9; // standard deviation of the cosines' frequencies
const [LOW, HIGH] = [-1, 1];
const GRID = Array.from({ length: 101 }, (_, i) => LOW + ((HIGH - LOW) * i) / 100);
const RIDGES = [0, 0.0001, 0.001, 0.01, 0.1, 1];
const RANK = 1e-12; // singular values below this share of the largest count as zero
const [FLOOR, CEILING] = [-2.5, 2]; // of the error axis, as powers of ten

export default interactive({
  title: "Model size against error",
  tryThis: "Raise the number of features slowly from 1 to 48 and watch the curve between the points, " +
    `at ${N} above all. Then, at ${N}, raise the ridge by one step. Last, set the noise to 0: does the peak go?`,
  start: { seed: 12 },
  controls: {
    size: { label: "Features p", min: 1, max: MAX_SIZE, step: 1, value: 6 },
    noise: { label: "Noise", min: 0, max: 0.6, step: 0.05, value: 0.2, format: (x) => x.toFixed(2) },
    ridge: { label: "Ridge λ", values: RIDGES, value: 0 },
    other: { label: "Draw other points", press: ({ seed }) => ({ seed: seed + 1 }) },
  },
  draw(state, { stage, say }) {
    const found = sweep(state);
    say(sentence(state, found));
    const width = Math.max(300, Math.min(640, stage.clientWidth || 640));
    const svg = s("svg", { role: "img", "aria-label": `Above, ${N} noisy points of a wave and the fit of ` +
      `${state.size} random features; below, the test error against the number of features, with a dotted line at ${N}.` });
    picture(svg, state, found, width);
    stage.replaceChildren(svg);
  },
});

const truth = (x) => Math.sin(Math.PI * x * 1.5);

function gaussian(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

// Places, noise (of standard deviation 1) and features; the same for all sizes of one seed.
function draws(seed) {
  const random = randomNumbers(seed + 1);
  const places = Array.from({ length: N }, (_, i) => LOW + ((HIGH - LOW) * (i + 0.1 + 0.8 * random())) / N);
  const shakes = places.map(() => gaussian(random));
  const waves = Array.from({ length: MAX_SIZE }, () => [SPEED * gaussian(random), 2 * Math.PI * random()]);
  return { places, shakes, waves };
}

const features = (x, waves) => waves.map(([speed, phase]) => Math.SQRT2 * Math.cos(speed * x + phase));

// Singular values of the columns' matrix by rotations of pairs of columns until all are orthogonal
// (Hestenes, 1958). Returns them with U and V as lists of columns, A = Σ σ u vᵀ.
function svd(columns) {
  const U = columns.map((c) => [...c]);
  const V = columns.map((_, i) => columns.map((__, j) => (i === j ? 1 : 0)));
  const rotate = (a, b, cos, sin) => {
    for (let k = 0; k < a.length; k += 1) [a[k], b[k]] = [cos * a[k] - sin * b[k], sin * a[k] + cos * b[k]];
  };
  for (let round = 0, turned = true; turned && round < 40; round += 1) {
    turned = false;
    for (let i = 0; i < U.length; i += 1) {
      for (let j = i + 1; j < U.length; j += 1) {
        let [aa, bb, ab] = [0, 0, 0];
        for (let k = 0; k < U[i].length; k += 1) {
          aa += U[i][k] * U[i][k];
          bb += U[j][k] * U[j][k];
          ab += U[i][k] * U[j][k];
        }
        if (Math.abs(ab) <= 1e-14 * Math.sqrt(aa * bb)) continue;
        turned = true;
        const zeta = (bb - aa) / (2 * ab);
        const tan = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const cos = 1 / Math.hypot(1, tan);
        rotate(U[i], U[j], cos, cos * tan);
        rotate(V[i], V[j], cos, cos * tan);
      }
    }
  }
  const sigma = U.map((u) => Math.hypot(...u));
  return { sigma, U: U.map((u, i) => u.map((x) => (sigma[i] > 0 ? x / sigma[i] : 0))), V };
}

// All that does not depend on noise and ridge, kept for the last seed: drawn, and taken apart, once.
let kept = { seed: null };

function prepared(seed) {
  if (kept.seed === seed) return kept;
  const { places, shakes, waves } = draws(seed);
  const rows = places.map((x) => features(x, waves)); // N rows of MAX_SIZE features
  const parts = Array.from({ length: MAX_SIZE }, (_, i) => {
    const size = i + 1; // the smaller side as columns: then at most N of them are rotated
    if (size <= N) return svd(Array.from({ length: size }, (__, j) => rows.map((row) => row[j])));
    const { sigma, U, V } = svd(rows.map((row) => row.slice(0, size)));
    return { sigma, U: V, V: U };
  });
  kept = { seed, places, shakes, waves, parts, grid: GRID.map((x) => features(x, waves)) };
  return kept;
}

// The shortest weights among those with the smallest |Aw - y|² + ridge |w|², from the parts of A.
function solve({ sigma, U, V }, y, ridge) {
  const least = RANK * Math.max(...sigma);
  const w = V[0].map(() => 0);
  sigma.forEach((value, j) => {
    if (value <= least) return;
    const share = (U[j].reduce((sum, u, k) => sum + u * y[k], 0) * value) / (value * value + ridge);
    for (let k = 0; k < w.length; k += 1) w[k] += share * V[j][k];
  });
  return w;
}

const dot = (w, row) => w.reduce((sum, x, k) => sum + x * row[k], 0);

// For each size: root mean square errors on the points and against the truth, and the length of w.
function sweep({ seed, noise, ridge, size }) {
  const { places, shakes, waves, parts, grid } = prepared(seed);
  const y = places.map((x, i) => truth(x) + noise * shakes[i]);
  const rms = (gaps) => Math.sqrt(gaps.reduce((sum, gap) => sum + gap * gap, 0) / gaps.length);
  const rows = places.map((x) => features(x, waves));
  let line = null;
  const curve = parts.map((part, i) => {
    const w = solve(part, y, ridge);
    const values = grid.map((row) => dot(w, row));
    if (i + 1 === size) line = values;
    return {
      train: rms(rows.map((row, k) => dot(w, row) - y[k])),
      test: rms(values.map((value, k) => value - truth(GRID[k]))),
      length: Math.hypot(...w),
    };
  });
  return { places, y, line, curve };
}

const number = (x) => (x < 0.0005 ? "0" : x >= 100 ? String(Math.round(x)) : String(Number(x.toPrecision(2))));

function sentence({ size }, { curve }) {
  const { train, test, length } = curve[size - 1];
  const worst = curve.reduce((best, found, i) => (found.test > curve[best].test && i >= 3 ? i : best), 3) + 1;
  return `${size} ${size === 1 ? "feature" : "features"}: error on the points ${number(train)}, against the truth ` +
    `${number(test)}, length of the weights ${number(length)}. Of all sizes above 3 the worst is ${worst}.`;
}

function picture(svg, { size }, { places, y, line, curve }, width) {
  const [left, right, top, middle, gap, bottom] = [42, width - 10, 22, 182, 46, 388];
  const across = (x) => left + ((right - left) * (x - LOW)) / (HIGH - LOW);
  const up = (value) => middle - ((middle - top) * (Math.max(-2.2, Math.min(2.2, value)) + 2.2)) / 4.4;
  const along = (p) => left + ((right - left) * (p - 1)) / (MAX_SIZE - 1);
  const high = (error) => {
    const power = Math.max(FLOOR, Math.min(CEILING, Math.log10(error)));
    return bottom - ((bottom - middle - gap) * (power - FLOOR)) / (CEILING - FLOOR);
  };
  const path = (values, x, yOf, attributes) => s("polyline", {
    points: values.map((value, i) => `${x(i)},${yOf(value)}`).join(" "), fill: "none", "stroke-linejoin": "round", ...attributes,
  });
  const text = (x, yAt, words, more = {}) => s("text", { x, y: yAt, ...more }, words);
  const here = curve[size - 1];
  svg.setAttribute("viewBox", `0 0 ${width} ${bottom + 42}`);
  svg.replaceChildren(
    text(left, 14, "the fit (blue), the truth (dashed)"),
    s("line", { x1: left, y1: up(0), x2: right, y2: up(0), stroke: "var(--ix-line)" }),
    path(GRID.map(truth), (i) => across(GRID[i]), up, { stroke: "currentColor", "stroke-dasharray": "5 4", "stroke-width": 1.4 }),
    path(line, (i) => across(GRID[i]), up, { stroke: "var(--ix-first)", "stroke-width": 2.2 }),
    ...places.map((x, i) => s("circle", { cx: across(x), cy: up(y[i]), r: 4, fill: "var(--ix-paper)", stroke: "currentColor", "stroke-width": 1.6 })),
    text(left, middle + gap - 12, "error: test (orange), points (green)"),
    s("line", { x1: left, y1: bottom, x2: right, y2: bottom, stroke: "var(--ix-line)" }),
    ...[-2, -1, 0, 1, 2].map((power) => text(left - 6, high(10 ** power) + 4, String(10 ** power), { "text-anchor": "end" })),
    s("line", { x1: along(N), y1: middle + gap, x2: along(N), y2: bottom, stroke: "var(--ix-soft)", "stroke-dasharray": "2 4", "stroke-width": 1.5 }),
    path(curve.map(({ train }) => train), (i) => along(i + 1), high, { stroke: "var(--ix-third)", "stroke-width": 1.8 }),
    path(curve.map(({ test }) => test), (i) => along(i + 1), high, { stroke: "var(--ix-second)", "stroke-width": 2.2 }),
    s("circle", { cx: along(size), cy: high(here.test), r: 5.5, fill: "var(--ix-second)" }),
    ...[1, N, 24, 36, MAX_SIZE].map((p) => text(along(p), bottom + 17, String(p), { "text-anchor": "middle" })),
    text((left + right) / 2, bottom + 36, `features p (${N} points)`, { "text-anchor": "middle" }),
  );
}
