// A loss and its slope by the logit: where is an example wrong, and where does it still teach?

import { interactive, s, short } from "./frame.js";

const [CROSS, FOCAL, SQUARED, HINGE, HUBER] =
  ["cross-entropy", "focal", "squared error", "hinge", "Huber"];
const RANGE = 8; // logits shown, to either side
const [WIDTH, HEIGHT, LEFT, RIGHT] = [460, 348, 44, 14];
const UPPER = { top: 34, floor: 186, low: 0, high: 8 }; // the loss
const LOWER = { top: 222, floor: 308, low: -1.25, high: 1.25 }; // its slope

export default interactive({
  title: "A loss and its slope, by the logit",
  tryThis: "Label 1 and the squared error of p: move the logit from 0 to −8. The answer gets worse, the " +
    "loss hardly does, and the slope goes. Then find the losses whose slope is gone on the right side, " +
    "and those that go on pushing an answer that is already right.",
  controls: {
    loss: { label: "Loss", options: [CROSS, FOCAL, SQUARED, HINGE, HUBER], value: CROSS },
    label: { label: "Label", options: ["1", "0"], value: "1" },
    logit: { label: "Logit z", min: -RANGE, max: RANGE, step: 0.1, value: -4, format: (z) => signed(z, 1) },
    gamma: { label: "Exponent γ", min: 0, max: 5, step: 0.5, value: 2, when: ({ loss }) => loss === FOCAL },
    delta: { label: "Limit δ", min: 0.1, max: 3, step: 0.1, value: 1, when: ({ loss }) => loss === HUBER,
      format: (d) => d.toFixed(1) },
  },
  draw(state, { stage, say }) {
    say(sentence(state));
    stage.replaceChildren(s("svg", {
      role: "img", viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      "aria-label": `The ${state.loss} loss for label ${state.label} by the logit, above, with its tangent at ` +
        `${signed(state.logit, 1)}; below, its slope. Dashed in both, the cross-entropy.`,
    }, ...picture(state)));
  },
});

const softplus = (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
const sigmoid = (z) => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));

// Value and slope of a loss at the logit z. Turned round where the label is 0: towards the truth
// is up then for either label, and the slope turns back at the end.
function at({ loss, label, gamma, delta }, z) {
  const side = label === "1" ? 1 : -1;
  const [value, slope] = towardTruth(loss, side * z, gamma, delta);
  return [value, side * slope + 0]; // no negative zero
}

function towardTruth(loss, u, gamma, delta) {
  const [p, q, cost] = [sigmoid(u), sigmoid(-u), softplus(-u)];
  if (loss === FOCAL) return [q ** gamma * cost, -(q ** gamma) * (gamma * p * cost + q)];
  if (loss === SQUARED) return [q * q, -2 * q * q * p];
  if (loss === HINGE) return [Math.max(0, 1 - u), u < 1 ? -1 : 0];
  if (loss === HUBER) {
    const inside = Math.min(Math.abs(u - 1), delta);
    return [inside * (Math.abs(u - 1) - inside / 2), Math.sign(u - 1) * inside];
  }
  return [cost, -q];
}

// The loss in signs, above its curve.
function formula({ loss, label, gamma }) {
  const one = label === "1";
  return { [CROSS]: one ? "−log p" : "−log(1 − p)", [FOCAL]: one ? `−(1 − p)^${gamma} log p` : `−p^${gamma} log(1 − p)`,
    [SQUARED]: `(p − ${label})²`, [HINGE]: `max(0, 1 ${one ? "−" : "+"} z)`, [HUBER]: `Huber of z ${one ? "−" : "+"} 1` }[loss];
}

const signed = (x, digits) => x.toFixed(digits).replace("-", "−");

function sentence(state) {
  const [value, slope] = at(state, state.logit);
  const [, reference] = at({ ...state, loss: CROSS }, state.logit);
  const name = state.loss[0].toUpperCase() + state.loss.slice(1);
  const start = `Label ${state.label}, p = ${short(sigmoid(state.logit), 3)}. ${name}: loss ${short(value, 3)}, slope ${short(slope, 3)}`;
  if (state.loss === CROSS) return `${start}, which is p − ${state.label}.`;
  if (slope === 0) return `${start}: this example teaches nothing.`;
  const ratio = Math.abs(slope / reference);
  const times = (x) => String(Number(x.toPrecision(2)));
  const against = slope * reference < 0 ? "against the direction of" : ratio < 1 / 1.05
    ? `${times(1 / ratio)} times weaker than` : ratio > 1.05 ? `${times(ratio)} times stronger than` : "much like";
  return `${start}, ${against} the cross-entropy's ${short(reference, 3)}.`;
}

const across = (z) => LEFT + (WIDTH - LEFT - RIGHT) * (z + RANGE) / (2 * RANGE);
const up = ({ top, floor, low, high }, v) => floor - (floor - top) * (v - low) / (high - low);

function picture(state) {
  const { logit } = state;
  const [value, slope] = at(state, logit);
  const reference = { ...state, loss: CROSS };
  const dot = (panel, v) => s("circle", { cx: across(logit), cy: up(panel, v), r: 5, fill: "var(--ix-second)" });
  const here = Math.min(value, UPPER.high);
  return [
    ...axes(UPPER, [0, 4, 8], `loss: ${formula(state)}`), ...axes(LOWER, [-1, 0, 1], "slope"),
    s("text", { x: across(0), y: HEIGHT - 4, "text-anchor": "middle" }, "logit z"),
    ...[-8, -4, 0, 4, 8].map((z) =>
      s("text", { x: across(z), y: LOWER.floor + 17, "text-anchor": "middle" }, signed(z, 0))),
    ...curves(reference, { stroke: "var(--ix-soft)", "stroke-width": 1.4, "stroke-dasharray": "4 4" }),
    ...curves(state, { stroke: "var(--ix-first)", "stroke-width": 2.2 }),
    s("line", { x1: across(logit), y1: up(UPPER, here), x2: across(logit), y2: up(LOWER, slope), stroke: "var(--ix-line)" }),
    tangent(logit, value, slope), dot(UPPER, here), dot(LOWER, Math.max(LOWER.low, Math.min(LOWER.high, slope))),
    s("text", { x: WIDTH - RIGHT, y: 16, "text-anchor": "end", style: "fill: var(--ix-soft)" }, "dashed: cross-entropy"),
  ];
}

function axes(panel, ticks, name) {
  return [
    ...ticks.flatMap((v) => [
      s("line", { x1: LEFT, y1: up(panel, v), x2: WIDTH - RIGHT, y2: up(panel, v), stroke: "var(--ix-line)" }),
      s("text", { x: LEFT - 6, y: up(panel, v) + 4, "text-anchor": "end" }, signed(v, 0))]),
    s("text", { x: LEFT, y: panel.top - 18 }, name),
  ];
}

// The loss above and its slope below; what lies outside of a panel is cut off at its edge.
function curves(state, look) {
  const zs = Array.from({ length: 321 }, (_, i) => -RANGE + i * RANGE / 160);
  const path = (panel, i) => {
    let points = "";
    let pen = "M";
    for (const z of zs) {
      const v = at(state, z)[i];
      if (v > panel.high || v < panel.low) { pen = "M"; continue; }
      points += `${pen}${across(z).toFixed(1)} ${up(panel, v).toFixed(1)}`;
      pen = "L";
    }
    return s("path", { d: points || "M0 0", fill: "none", ...look });
  };
  return [path(UPPER, 0), path(LOWER, 1)];
}

// The tangent, two and a half logits to either side or as far as the panel goes.
function tangent(z, value, slope) {
  const ends = [-2.5, 2.5].map((step) => {
    const [low, high] = [(UPPER.low - value) / slope, (UPPER.high - value) / slope].sort((a, b) => a - b);
    const kept = slope === 0 ? step : Math.max(low, Math.min(high, step));
    return [Math.max(-RANGE, Math.min(RANGE, z + kept)), value + slope * (Math.max(-RANGE, Math.min(RANGE, z + kept)) - z)];
  });
  const [[x1, y1], [x2, y2]] = ends;
  return s("line", { x1: across(x1), y1: up(UPPER, Math.min(UPPER.high, y1)), x2: across(x2), y2: up(UPPER, Math.min(UPPER.high, y2)),
    stroke: "var(--ix-second)", "stroke-width": 2 });
}
