// Random networks drawn layer by layer, held against the variance map of the mean field.

import { interactive, randomNumbers, s, short } from "./frame.js";

// erf by Abramowitz and Stegun's 7.1.26, to 1.5e-7.
function erf(x) {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.sign(x) * (1 - tail * Math.exp(-x * x));
}
const sigmoid = (z) => 1 / (1 + Math.exp(-z));
const cdf = (z) => (1 + erf(z / Math.SQRT2)) / 2;

// Each bend with its slope.
const BENDS = {
  ReLU: [(z) => Math.max(0, z), (z) => (z > 0 ? 1 : 0)],
  tanh: [Math.tanh, (z) => 1 - Math.tanh(z) ** 2],
  sigmoid: [sigmoid, (z) => sigmoid(z) * (1 - sigmoid(z))],
  GELU: [(z) => z * cdf(z), (z) => cdf(z) + z * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI)],
  none: [(z) => z, () => 1],
};
const NETWORKS = 3;
const POINTS = 120; // of the quadrature
const TINY = 1e-30;
const [TOP, FLOOR, ROW, LEFT] = [28, 180, 212, 44];

export default interactive({
  title: "Variance through depth: what a network does, and what was predicted",
  tryThis: "ReLU at s² = 2 and width 16: draw other weights a few times and watch the signal wander off the " +
    "dashed line, then raise the width. For tanh, find the s² at which the gradient is level. Then " +
    "look for one that keeps both level with GELU.",
  start: { seed: 0 },
  controls: {
    bend: { label: "Activation", options: Object.keys(BENDS), value: "ReLU" },
    s2: { label: "s²", min: 0.2, max: 6, step: 0.1, value: 2, format: (x) => x.toFixed(1) },
    width: { label: "Width n", values: [8, 16, 32, 64], value: 32 },
    depth: { label: "Depth L", min: 1, max: 30, step: 1, value: 30 },
    other: { label: "Draw other weights", press: ({ seed }) => ({ seed: seed + 1 }) },
  },
  draw(state, { stage, say }) {
    const theory = predict(state.bend, state.s2, state.depth);
    const runs = networks(state.bend, state.s2, state.width, state.depth, state.seed);
    say(sentence(state, theory, runs));
    const width = Math.max(290, Math.min(640, stage.clientWidth || 640));
    const stacked = width < 460;
    const each = stacked ? width - LEFT - 12 : (width - 2 * LEFT - 24) / 2;
    const height = stacked ? 2 * ROW : ROW;
    const svg = s("svg", {
      role: "img", viewBox: `0 0 ${width} ${height + 26}`,
      "aria-label": `Mean square of the pre-activations and of the gradient by layer, on logarithmic axes: ` +
        `${NETWORKS} networks of width ${state.width} and the predicted line.`,
    });
    svg.replaceChildren(
      s("g", {}, ...panel("signal: mean square of z", each, theory.forward, runs.map((run) => run.forward))),
      s("g", { transform: stacked ? `translate(0 ${ROW})` : `translate(${each + LEFT + 12} 0)` },
        ...panel("gradient: mean square", each, theory.backward, runs.map((run) => run.backward))),
      s("text", { x: width / 2, y: height + 14, "text-anchor": "middle" }, `dashed: predicted; thin: ${NETWORKS} networks drawn`));
    stage.replaceChildren(svg);
  },
});

// E[f(z)²] over a Gaussian z of variance q, by the midpoint rule between ±8 standard deviations.
const NODES = Array.from({ length: POINTS }, (_, i) => -8 + 16 * (i + 0.5) / POINTS);
const WEIGHTS = NODES.map((u) => Math.exp(-u * u / 2) * 16 / POINTS / Math.sqrt(2 * Math.PI));
const meanSquare = (f, q) => NODES.reduce((sum, u, i) => sum + WEIGHTS[i] * f(Math.sqrt(q) * u) ** 2, 0);

// The variance of z in layers 1 … depth for an input of mean square 1, and the mean square of the
// gradient by h in layers 1 … depth over that at the last one.
function predict(bend, s2, depth) {
  const [phi, slope] = BENDS[bend];
  const forward = [s2];
  while (forward.length < depth) forward.push(s2 * meanSquare(phi, forward.at(-1)));
  const backward = Array(depth).fill(1);
  for (let l = depth - 2; l >= 0; l -= 1) backward[l] = backward[l + 1] * s2 * meanSquare(slope, forward[l + 1]);
  return { forward, backward };
}

// n² standard Gaussians for each layer and one vector more for each end, from a seed; kept, so that
// moving s² or changing the bend shows the same networks, and needs no new numbers.
const kept = new Map();
function standard(n, seed) {
  const key = `${n} ${seed}`;
  if (!kept.has(key)) {
    if (kept.size > 8) kept.clear();
    const random = randomNumbers(seed);
    kept.set(key, { random, input: gaussians(random, n), output: gaussians(random, n), layers: [] });
  }
  return kept.get(key);
}

// Independent standard Gaussians, two out of two uniform numbers (Box and Muller, 1958).
function gaussians(random, count) {
  const found = new Float64Array(count + 1);
  for (let i = 0; i < count; i += 2) {
    const [radius, angle] = [Math.sqrt(-2 * Math.log(1 - random())), 2 * Math.PI * random()];
    found[i] = radius * Math.cos(angle);
    found[i + 1] = radius * Math.sin(angle);
  }
  return found.subarray(0, count);
}

// One network: weights of variance s²/n, no biases, an input of mean square 1; a Gaussian gradient
// by the last h is carried back through slopes and transposed weights.
function network(bend, s2, n, depth, seed) {
  const [phi, slope] = BENDS[bend];
  const drawn = standard(n, seed);
  while (drawn.layers.length < depth) drawn.layers.push(gaussians(drawn.random, n * n));
  const scale = Math.sqrt(s2 / n);
  const length = Math.sqrt(square(drawn.input));
  let h = drawn.input.map((x) => x / length);
  const [zs, forward] = [[], []];
  for (let l = 0; l < depth; l += 1) {
    const W = drawn.layers[l];
    const z = new Float64Array(n);
    for (let i = 0; i < n; i += 1) {
      let sum = 0;
      for (let j = 0; j < n; j += 1) sum += W[i * n + j] * h[j];
      z[i] = scale * sum;
    }
    zs.push(z);
    forward.push(square(z));
    h = z.map(phi);
  }
  let g = drawn.output;
  const backward = [square(g)];
  for (let l = depth - 1; l > 0; l -= 1) {
    const W = drawn.layers[l];
    const before = new Float64Array(n);
    for (let i = 0; i < n; i += 1) {
      const delta = scale * slope(zs[l][i]) * g[i];
      for (let j = 0; j < n; j += 1) before[j] += W[i * n + j] * delta;
    }
    g = before;
    backward.unshift(square(g));
  }
  return { forward, backward: backward.map((x) => x / backward.at(-1)), zs };
}

function square(x) {
  let sum = 0;
  for (let i = 0; i < x.length; i += 1) sum += x[i] * x[i];
  return sum / x.length;
}

const networks = (bend, s2, width, depth, seed) => Array.from({ length: NETWORKS }, (_, k) =>
  network(bend, s2, width, depth, 1 + NETWORKS * seed + k));

function range(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return short(low) === short(high) ? short(low) : `${short(low)} to ${short(high)}`;
}

function sentence({ depth }, theory, runs) {
  return `At layer ${depth} the mean square of z is predicted as ${short(theory.forward.at(-1))}, and drawn: ` +
    `${range(runs.map((run) => run.forward.at(-1)))}. The gradient's, back at layer 1, is predicted as ` +
    `${short(theory.backward[0])} of that at the end, and drawn: ${range(runs.map((run) => run.backward[0]))}.`;
}

function panel(title, width, predicted, drawn) {
  const left = LEFT;
  const log = (x) => Math.log10(Math.max(x, TINY));
  const all = [predicted, ...drawn].flat().map(log);
  const [bottom, top] = [Math.min(-1, Math.floor(Math.min(...all))), Math.max(1, Math.ceil(Math.max(...all)))];
  const across = (l) => left + width * (predicted.length > 1 ? l / (predicted.length - 1) : 0.5);
  const up = (power) => FLOOR - (FLOOR - TOP) * (power - bottom) / (top - bottom);
  const points = (values) => values.map((x, l) => `${across(l)},${up(log(x))}`).join(" ");
  const label = (power) => s("text", { x: left - 5, y: up(power) + 4, "text-anchor": "end" },
    ...(power === 0 ? ["1"] : ["10", s("tspan", { "baseline-shift": "super", "font-size": 10 },
      String(power).replace("-", "−"))]));
  const dots = predicted.length === 1;
  return [
    s("line", { x1: left, y1: FLOOR, x2: left + width, y2: FLOOR, stroke: "var(--ix-line)" }),
    s("line", { x1: left, y1: TOP, x2: left, y2: FLOOR, stroke: "var(--ix-line)" }),
    s("line", { x1: left, y1: up(0), x2: left + width, y2: up(0), stroke: "var(--ix-soft)" }),
    label(top), label(0), label(bottom),
    ...drawn.map((values) => (dots
      ? s("circle", { cx: across(0), cy: up(log(values[0])), r: 3, fill: "var(--ix-first)" })
      : s("polyline", { points: points(values), fill: "none", stroke: "var(--ix-first)", "stroke-width": 1.3 }))),
    dots ? s("circle", { cx: across(0), cy: up(log(predicted[0])), r: 5, fill: "none", stroke: "var(--ix-second)", "stroke-width": 2 })
      : s("polyline", { points: points(predicted), fill: "none", stroke: "var(--ix-second)", "stroke-width": 2.4, "stroke-dasharray": "7 4" }),
    s("text", { x: left + width / 2, y: 16, "text-anchor": "middle" }, title),
    s("text", { x: left + width / 2, y: FLOOR + 20, "text-anchor": "middle" }, predicted.length > 1 ? `layer 1 to ${predicted.length}` : "layer 1"),
  ];
}
