// One LSTM unit over twelve steps: its gates, its cell, and what is left of the first input's gradient.

import { interactive, s } from "./frame.js";

const INPUTS = [1, -0.3, 0.2, 0.1, -0.4, 0.3, 0, -0.2, 0.4, -0.1, 0.2, 0];
const WEIGHTS = { i: 1, f: 0.5, g: 2, o: 0 }; // from x to the four pre-activations
const [WIDTH, HEIGHT, LEFT, RIGHT] = [440, 400, 46, 12];
const PANELS = { gates: [40, 120], cell: [168, 248], left: [296, 372] }; // top and floor
const DECADES = 4;
const COLORS = { i: "var(--ix-second)", f: "var(--ix-first)", o: "var(--ix-third)" };

const knob = (label, value, low, high) =>
  ({ label, value, min: low, max: high, step: 0.1, format: (x) => signed(x) });

export default interactive({
  title: "The gates of one LSTM unit",
  tryThis: "Raise the forget bias from 0 to 3 and watch the bottom curve. Which input bias keeps " +
    "the later inputs out of the cell, and what does it do to the first one? Does the output " +
    "bias change what the cell remembers?",
  controls: {
    forget: knob("Forget bias", 1, -4, 6),
    input: knob("Input bias", 0, -4, 4),
    output: knob("Output bias", 0, -4, 4),
    detour: knob("Weight from h", 0, -3, 3),
  },
  draw(state, { stage, say }) {
    const steps = unroll(state);
    say(sentence(state, steps));
    stage.replaceChildren(s("svg", {
      role: "img", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-label": label(steps),
    }, ...picture(steps)));
  },
});

const sigmoid = (z) => 1 / (1 + Math.exp(-z));

// The unit from h = c = 0. `detour` is the weight from h to the candidate; dc and dh are the
// derivatives by the first input, carried forward; `direct` is the product of the forget gates.
function unroll({ forget, input, output, detour }) {
  let [hidden, c, dHidden, dc, direct, first] = [0, 0, 0, 0, 1, 0];
  return INPUTS.map((x, t) => {
    const dx = t === 0 ? 1 : 0;
    const i = sigmoid(input + WEIGHTS.i * x);
    const f = sigmoid(forget + WEIGHTS.f * x);
    const g = Math.tanh(WEIGHTS.g * x + detour * hidden);
    const o = sigmoid(output + WEIGHTS.o * x);
    const di = i * (1 - i) * WEIGHTS.i * dx;
    const df = f * (1 - f) * WEIGHTS.f * dx;
    const dg = (1 - g * g) * (WEIGHTS.g * dx + detour * dHidden);
    const dOut = o * (1 - o) * WEIGHTS.o * dx;
    dc = df * c + f * dc + di * g + i * dg;
    c = f * c + i * g;
    dHidden = dOut * Math.tanh(c) + o * (1 - Math.tanh(c) ** 2) * dc;
    hidden = o * Math.tanh(c);
    if (t === 0) first = dc;
    else direct *= f;
    return { x, i, f, o, c, h: hidden, dc, dh: dHidden, share: dc / first, direct };
  });
}

function sentence({ forget }, steps) {
  const last = steps[steps.length - 1];
  const half = Math.log(2) / Math.log(1 + Math.exp(-forget));
  return `Forget bias ${signed(forget)}: the gate keeps ${percent(sigmoid(forget))}, half-life ` +
    `${half.toFixed(1)} steps. After step ${steps.length} the cell has ${percent(last.share)} of the first ` +
    `input's gradient left, ${percent(last.direct)} by the direct way; h is ${signed(last.h, 2)}.`;
}

function label(steps) {
  const last = steps[steps.length - 1];
  return `Twelve steps. Top: input, forget and output gate, each between 0 and 1. Middle: the cell, from ` +
    `${signed(steps[0].c, 2)} to ${signed(last.c, 2)}. Bottom: the share of the first input's gradient, from 1 to ` +
    `${percent(last.share)}, on a logarithmic scale.`;
}

function signed(x, digits = 1) {
  return x.toFixed(digits).replace("-", "−");
}

function percent(share) {
  const value = 100 * Math.abs(share);
  const text = value >= 10 ? value.toFixed(0) : value >= 0.1 ? value.toFixed(1)
    : value >= 0.001 ? value.toFixed(3) : "less than 0.001";
  return `${share < 0 ? "−" : ""}${text}%`;
}

const slot = (WIDTH - LEFT - RIGHT) / INPUTS.length;
const middle = (t) => LEFT + slot * (t + 0.5);

function picture(steps) {
  return [...gates(steps), ...cell(steps), ...gradient(steps)];
}

function gates(steps) {
  const [top, floor] = PANELS.gates;
  const names = [["i", "input"], ["f", "forget"], ["o", "output"]];
  const found = [text(LEFT, 16, "Gates, left to right:", "start")];
  names.forEach(([key, name], k) => {
    found.push(s("text", { x: LEFT + 150 + 75 * k, y: 16, style: `fill: ${COLORS[key]}` }, `■ ${name}`));
  });
  steps.forEach((step, t) => names.forEach(([key], k) => {
    const height = (floor - top) * step[key];
    found.push(s("rect", {
      x: middle(t) - 12 + 8 * k, y: floor - height, width: 7, height, fill: COLORS[key],
    }));
  }));
  return [...found, ...axis(top, floor, [["1", top], ["0", floor]], floor)];
}

function cell(steps) {
  const [top, floor] = PANELS.cell;
  const range = Math.max(1, ...steps.map((step) => Math.abs(step.c)));
  const zero = (top + floor) / 2;
  const up = (value) => zero - value / range * (floor - top) / 2;
  const bars = steps.map((step, t) => s("rect", {
    x: middle(t) - 8, y: Math.min(up(step.c), zero), width: 16, height: Math.abs(up(step.c) - zero),
    fill: "var(--ix-soft)",
  }));
  const size = range.toFixed(1);
  return [text(LEFT, top - 10, "The cell c", "start"), ...bars,
    ...axis(top, floor, [[size, top], ["0", zero], [`−${size}`, floor]], zero)];
}

function gradient(steps) {
  const [top, floor] = PANELS.left;
  const up = (share) => {
    const power = Math.log10(Math.max(10 ** -DECADES, Math.min(10, Math.abs(share))));
    return top - power * (floor - top) / DECADES;
  };
  const line = (key, more) => s("polyline", {
    points: steps.map((step, t) => `${middle(t)},${up(step[key])}`).join(" "), fill: "none", ...more,
  });
  const dots = steps.map((step, t) => s("circle", {
    cx: middle(t), cy: up(step.share), r: 3.2, stroke: "var(--ix-first)",
    fill: step.share < 0 ? "var(--ix-paper)" : "var(--ix-first)",
  }));
  return [
    text(LEFT, top - 20, "Left of the first input's gradient", "start"),
    text(WIDTH - RIGHT, top - 20, "dashed: direct way", "end"),
    line("direct", { stroke: "var(--ix-soft)", "stroke-dasharray": "5 4", "stroke-width": 1.6 }),
    line("share", { stroke: "var(--ix-first)", "stroke-width": 1.8 }), ...dots,
    ...axis(top, floor, [["1", top], ["0.01", (top + floor) / 2], ["0.0001", floor]], floor),
    ...[1, 4, 8, 12].map((t) => text(middle(t - 1), floor + 18, `${t === 1 ? "step " : ""}${t}`, "middle")),
  ];
}

function axis(top, floor, labels, base) {
  const line = (x1, y1, x2, y2) => s("line", { x1, y1, x2, y2, stroke: "var(--ix-line)" });
  return [line(LEFT, top, LEFT, floor), line(LEFT, base, WIDTH - RIGHT, base),
    ...labels.map(([name, y]) => text(LEFT - 5, y + 4, name, "end"))];
}

function text(x, y, content, anchor) {
  return s("text", { x, y, "text-anchor": anchor }, content);
}
