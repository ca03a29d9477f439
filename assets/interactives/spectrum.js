// The singular values of a product of layers, plain or with the identity added, by their rank.

import { interactive, randomNumbers, s, short } from "./frame.js";

const N = 16; // units
const KINDS = ["Gaussian", "orthogonal"];
const PATHS = ["residual, I + ε F", "plain, ε F"];
const SCALES = ["as it is", "1/√L", "1/L"];
const [WIDTH, HEIGHT] = [460, 280];
const [LEFT, RIGHT, TOP, FLOOR] = [52, 448, 34, 236];
const LIMIT = 12; // powers of ten to either side that are drawn

export default interactive({
  title: "How far the singular values of a stack spread",
  tryThis: "raise L to 100 at ε = 1: the residual stack fans out, the plain one falls. Now scale the branches by " +
    "1/√L and move L again: the band stays where it is.",
  start: { seed: 0 },
  controls: {
    path: { label: "Layers", options: PATHS, value: PATHS[0] },
    kind: { label: "F", options: KINDS, value: KINDS[0] },
    epsilon: { label: "ε", min: 0, max: 2, step: 0.05, value: 1, format: (x) => x.toFixed(2) },
    depth: { label: "Depth L", min: 1, max: 100, step: 1, value: 10 },
    scaling: { label: "ε times", options: SCALES, value: SCALES[0] },
    other: { label: "Draw other layers", press: ({ seed }) => ({ seed: seed + 1 }) },
  },
  draw(state, { stage, say }) {
    const found = logSpectrum(state);
    say(sentence(state, found));
    stage.replaceChildren(s("svg", {
      role: "img", viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      "aria-label": `The ${N} singular values of the product, sorted, on a logarithmic scale; a line marks 1.`,
    }, ...picture(found)));
  },
});

// What stands before F in one layer.
function strength({ epsilon, depth, scaling }) {
  return epsilon * (scaling === SCALES[1] ? 1 / Math.sqrt(depth) : scaling === SCALES[2] ? 1 / depth : 1);
}

// One layer's F, as rows: Gaussian of variance 1/n, or orthogonal by Gram and Schmidt, done twice
// for rounding; a Gaussian matrix made orthonormal so is drawn evenly from all.
function branch(kind, random, n) {
  const F = Array.from({ length: n }, () => Float64Array.from({ length: n }, () => gaussian(random) / Math.sqrt(n)));
  if (kind === KINDS[0]) return F;
  F.forEach((row, i) => {
    for (let pass = 0; pass < 2; pass += 1) {
      for (let j = 0; j < i; j += 1) subtract(row, F[j], dot(row, F[j]));
    }
    const length = Math.sqrt(dot(row, row));
    for (let k = 0; k < n; k += 1) row[k] /= length;
  });
  return F;
}

const gaussian = (random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

function dot(a, b) {
  let sum = 0;
  for (let k = 0; k < a.length; k += 1) sum += a[k] * b[k];
  return sum;
}

function subtract(a, b, factor) {
  for (let k = 0; k < a.length; k += 1) a[k] -= factor * b[k];
}

// The layers of a state, first to last, each n rows.
function layers({ path, kind, seed, ...state }, n = N) {
  const [random, size] = [randomNumbers(seed + 1), strength(state)];
  return Array.from({ length: state.depth }, () => {
    const F = branch(kind, random, n);
    return F.map((row, i) => row.map((x, j) => size * x + (path === PATHS[0] && i === j ? 1 : 0)));
  });
}

// The transpose of the product, times what `shrink` has taken out on the way as e^lost: row j is
// the image of the unit vector e_j.
function product(state) {
  let rows = Array.from({ length: N }, (_, j) => Float64Array.from({ length: N }, (_, k) => Number(j === k)));
  let lost = 0;
  for (const layer of layers(state)) {
    rows = rows.map((v) => Float64Array.from(layer, (row) => dot(row, v)));
    const largest = Math.sqrt(Math.max(...rows.map((v) => dot(v, v))));
    if (largest === 0) return { rows, lost: -Infinity };
    if (largest > 1e100 || largest < 1e-100) {
      rows = rows.map((v) => v.map((x) => x / largest));
      lost += Math.log(largest);
    }
  }
  return { rows, lost };
}

// Singular values, largest first, by Jacobi's rotations of the rows until all are perpendicular.
function singularValues(matrix) {
  const rows = matrix.map((row) => Float64Array.from(row));
  for (let sweep = 0; sweep < 30; sweep += 1) {
    let turned = false;
    for (let i = 0; i < rows.length; i += 1) {
      for (let j = i + 1; j < rows.length; j += 1) turned = rotate(rows[i], rows[j]) || turned;
    }
    if (!turned) break;
  }
  return rows.map((row) => Math.sqrt(dot(row, row))).sort((a, b) => b - a);
}

function rotate(a, b) {
  const [aa, bb, ab] = [dot(a, a), dot(b, b), dot(a, b)];
  if (Math.abs(ab) <= 1e-14 * Math.sqrt(aa * bb)) return false;
  const zeta = (bb - aa) / (2 * ab);
  const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const [c, d] = [1 / Math.hypot(1, t), t / Math.hypot(1, t)];
  for (let k = 0; k < a.length; k += 1) [a[k], b[k]] = [c * a[k] - d * b[k], d * a[k] + c * b[k]];
  return true;
}

// Base ten logarithms; null for those that rounding swallows, below 1e-15 of the largest.
function logSpectrum(state) {
  const { rows, lost } = product(state);
  const sigma = singularValues(rows);
  return sigma.map((x) => (x > 1e-15 * sigma[0] && lost > -Infinity ? (Math.log(x) + lost) / Math.LN10 : null));
}

function sentence(state, found) {
  const seen = found.filter((x) => x !== null);
  if (!seen.length) return "Every singular value is 0: nothing passes.";
  const near = seen.filter((x) => Math.abs(x) <= 1).length;
  return `${state.depth} ${state.depth === 1 ? "layer" : "layers"}, ${strength(state).toPrecision(2)} F in each: largest ` +
    `${short(10 ** seen[0])}, ${seen.length === N ? `smallest ${short(10 ** seen[N - 1])}` :
      `${N - seen.length} too small to be told from rounding`}. ${near} of ${N} lie between 0.1 and 10.`;
}

function picture(found) {
  const seen = found.filter((x) => x !== null);
  const reach = Math.min(LIMIT, Math.max(2, ...seen.map((x) => Math.ceil(Math.abs(x)))));
  const across = (i) => LEFT + 12 + (RIGHT - LEFT - 24) * i / (N - 1);
  const up = (power) => (TOP + FLOOR) / 2 - (FLOOR - TOP) / 2 * Math.max(-reach, Math.min(reach, power)) / reach;
  const label = (power) => s("text", { x: LEFT - 8, y: up(power) + 4, "text-anchor": "end" },
    ...(power === 0 ? ["1"] : ["10", s("tspan", { "baseline-shift": "super", "font-size": 10 },
      String(power).replace("-", "−"))]));
  return [
    s("rect", { x: LEFT, y: up(1), width: RIGHT - LEFT, height: up(-1) - up(1), fill: "var(--ix-line)", opacity: 0.35 }),
    s("line", { x1: LEFT, y1: up(0), x2: RIGHT, y2: up(0), stroke: "var(--ix-soft)", "stroke-dasharray": "4 4" }),
    s("line", { x1: LEFT, y1: TOP, x2: LEFT, y2: FLOOR, stroke: "var(--ix-line)" }),
    ...[-reach, 0, reach].map(label),
    ...found.flatMap((power, i) => power === null || Math.abs(power) > reach
      ? [s("text", { x: across(i), y: power > 0 && power !== null ? TOP - 2 : FLOOR + 12, "text-anchor": "middle", "font-size": 11 },
          power !== null && power > 0 ? "▲" : "▼")]
      : [s("circle", { cx: across(i), cy: up(power), r: 5, fill: Math.abs(power) <= 1 ? "var(--ix-first)" : "var(--ix-second)" })]),
    s("text", { x: (LEFT + RIGHT) / 2, y: 15, "text-anchor": "middle" }, "singular values of the product; the band is 0.1 to 10"),
    s("text", { x: (LEFT + RIGHT) / 2, y: HEIGHT - 8, "text-anchor": "middle" }, `direction 1 to ${N}, strongest first`),
  ];
}
