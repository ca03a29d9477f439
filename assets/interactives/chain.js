// A chain of L layers that each multiply by a: signal and gradient at every layer, on a log scale.

import { interactive, s, short } from "./frame.js";

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, FLOOR] = [440, 250, 58, 14, 30, 208];
const DECADES = 12; // powers of ten shown above and below 1 at the most
const GRID = [1, 2, 3, 6, 12]; // possible distances between labelled powers

export default interactive({
  title: "A chain of L layers, each times a",
  tryThis: "Ten layers of 0.9 leave a third. Set a hundred layers: how far from 1 may a be, on " +
    "either side, before the signal changes tenfold? Then make a negative.",
  controls: {
    a: { label: "Factor a", min: -1.5, max: 1.5, step: 0.01, value: 0.9, format: (x) => x.toFixed(2) },
    depth: { label: "Layers L", min: 1, max: 100, step: 1, value: 10 },
  },
  draw({ a, depth }, { stage, say }) {
    say(sentence(a, depth));
    stage.replaceChildren(s("svg", {
      role: "img", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-label": label(a, depth),
    }, ...picture(a, depth)));
  },
});

// The signal after layer l, and the gradient of the output with respect to layer l.
const signals = (a, depth) => Array.from({ length: depth + 1 }, (_, l) => a ** l);
const gradients = (a, depth) => Array.from({ length: depth + 1 }, (_, l) => a ** (depth - l));

// How many layers halve or double the signal; Infinity where it stays as it is.
const halving = (a) => Math.log(2) / Math.abs(Math.log(Math.abs(a)));

function sentence(a, depth) {
  const value = a ** depth;
  const start = `${a.toFixed(2).replace("-", "−")} to the power ${depth} is ${short(value, 3)}`;
  if (a === 0) return `${start}: nothing passes.`;
  if (Math.abs(a) === 1) return `${start}: the length stays, exponent 0.`;
  return `${start}: exponent ${Math.log(Math.abs(a)).toFixed(3).replace("-", "−")} a layer, ` +
    `${Math.abs(a) < 1 ? "halved" : "doubled"} every ${halving(a).toFixed(1)} layers.`;
}

function label(a, depth) {
  const course = a === 0 ? "is gone after one layer"
    : Math.abs(a) === 1 ? "stays level" : Math.abs(a) < 1 ? "falls in a straight line" : "rises in a straight line";
  return `On a logarithmic scale the size of the signal ${course} from layer 0 to ${depth}, ` +
    "and the gradient does the same from the output back to the input.";
}

function picture(a, depth) {
  const size = Math.abs(Math.log10(Math.abs(a) || 1)) * depth;
  const range = a === 0 ? 3 : Math.min(DECADES, Math.max(1, Math.ceil(size)));
  const across = (l) => LEFT + (WIDTH - LEFT - RIGHT) * l / depth;
  const up = (power) => FLOOR - (FLOOR - TOP) * (power + range) / (2 * range);
  return [
    ...axes(range, depth, up, across),
    ...points(signals(a, depth), range, across, up, "var(--ix-first)", true),
    ...points(gradients(a, depth), range, across, up, "var(--ix-second)", false),
    s("text", { x: LEFT, y: 16, style: "fill: var(--ix-first)" }, "● signal at layer l"),
    s("text", { x: WIDTH - RIGHT, y: 16, "text-anchor": "end", style: "fill: var(--ix-second)" },
      "■ slope of the output by layer l"),
  ];
}

// A negative value is drawn hollow; what lies outside the axis stands at its edge, as a dash.
function points(values, range, across, up, color, round) {
  return values.flatMap((v, l) => {
    if (v === 0) return [];
    const power = Math.log10(Math.abs(v));
    const [x, y] = [across(l), up(Math.max(-range, Math.min(range, power)))];
    const look = { stroke: color, "stroke-width": 1.2, fill: v < 0 ? "var(--ix-paper)" : color };
    const r = values.length > 40 ? 2 : 3.4;
    if (Math.abs(power) > range + 1e-9) return s("line", { x1: x - r, x2: x + r, y1: y, y2: y, ...look });
    return round ? s("circle", { cx: x, cy: y, r, ...look })
      : s("rect", { x: x - r, y: y - r, width: 2 * r, height: 2 * r, ...look });
  });
}

function axes(range, depth, up, across) {
  const line = (x1, y1, x2, y2, more = {}) => s("line", { x1, y1, x2, y2, stroke: "var(--ix-line)", ...more });
  const text = (x, y, t, anchor) => s("text", { x, y, "text-anchor": anchor }, t);
  const step = GRID.find((g) => range / g <= 4) ?? DECADES;
  const found = [line(LEFT, FLOOR, WIDTH - RIGHT, FLOOR), line(LEFT, TOP, LEFT, FLOOR)];
  for (let k = -Math.floor(range / step); k <= range / step; k += 1) {
    const power = k * step;
    found.push(line(LEFT, up(power), WIDTH - RIGHT, up(power), power === 0 ? { stroke: "var(--ix-soft)" } : {}),
      text(LEFT - 6, up(power) + 4, power === 0 ? "1" : "", "end"));
    if (power !== 0) {
      found.push(s("text", { x: LEFT - 6, y: up(power) + 4, "text-anchor": "end" }, "10",
        s("tspan", { "baseline-shift": "super", "font-size": 10 }, String(power).replace("-", "−"))));
    }
  }
  found.push(text(across(0), FLOOR + 18, "0", "middle"), text(across(depth), FLOOR + 18, String(depth), "end"),
    text((LEFT + WIDTH - RIGHT) / 2, FLOOR + 36, "layer l", "middle"));
  return found;
}
