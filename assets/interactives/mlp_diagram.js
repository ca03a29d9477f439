// A network of two inputs, two ReLU units and one logit, with every number on a slider.

import { interactive, s } from "./frame.js";

const slider = (label, value, reach) =>
  ({ label, value, min: -reach, max: reach, step: 0.05, format: number });
const HEIGHT = 278;
const RADIUS = 31;

export default interactive({
  title: "A small network, with every number in your hands",
  tryThis: "Raise x₂ past −0.10: unit 2 falls silent, and its output weight no longer matters. " +
    "Then make both units silent at once. What is the logit now, and which single number " +
    "does it still depend on?",
  // Row j of W belongs to unit j: w21 is the weight of unit 2 for input 1.
  controls: {
    x1: slider("input x₁", 0.5, 1), x2: slider("input x₂", -0.2, 1),
    w11: slider("w₁₁, x₁ → h₁", 0.8, 2), w12: slider("w₁₂, x₂ → h₁", -1, 2), b1: slider("b₁ of h₁", 0.05, 2),
    w21: slider("w₂₁, x₁ → h₂", -0.4, 2), w22: slider("w₂₂, x₂ → h₂", -1, 2), b2: slider("b₂ of h₂", 0.1, 2),
    v1: slider("wOut₁ of h₁", 0.9, 2), v2: slider("wOut₂ of h₂", -0.5, 2), c: slider("bOut, bias", 0.1, 2),
  },
  draw(state, { stage, say }) {
    const found = forward(state);
    const width = Math.max(300, Math.min(640, stage.clientWidth || 640));
    stage.replaceChildren(diagram(state, found, width));
    say(sentence(found));
  },
});

function forward({ x1, x2, w11, w12, b1, w21, w22, b2, v1, v2, c }) {
  const z1 = w11 * x1 + w12 * x2 + b1;
  const z2 = w21 * x1 + w22 * x2 + b2;
  // Sliders move in steps of 0.05, so what is left below 1e-9 is rounding and means zero.
  const h1 = z1 > 1e-9 ? z1 : 0;
  const h2 = z2 > 1e-9 ? z2 : 0;
  const logit = v1 * h1 + v2 * h2 + c;
  return { z1, z2, h1, h2, logit, output: 1 / (1 + Math.exp(-logit)) };
}

function sentence({ h1, h2, logit, output }) {
  const silent = h1 === 0 && h2 === 0 ? " Both hidden units are silent."
    : h1 === 0 ? " Hidden unit 1 is silent." : h2 === 0 ? " Hidden unit 2 is silent." : "";
  return `h₁ = ${number(h1)}, h₂ = ${number(h2)}; logit ${number(logit, 3)}, ` +
    `output σ(${number(logit, 3)}) = ${number(output, 4)}.${silent}`;
}

function diagram(state, found, width) {
  const nodes = {
    x1: [36, 88], x2: [36, 218],
    h1: [width * 0.46, 88], h2: [width * 0.46, 218],
    out: [width - 52, 153],
  };
  const edges = [
    ["x1", "h1", state.w11, found.h1, 0.5], ["x2", "h1", state.w12, found.h1, 0.3],
    ["x1", "h2", state.w21, found.h2, 0.3], ["x2", "h2", state.w22, found.h2, 0.5],
    ["h1", "out", state.v1, found.h1, 0.45], ["h2", "out", state.v2, found.h2, 0.45],
  ];
  const { x1, x2, h1, h2, out } = nodes;
  return s("svg", {
    viewBox: `0 0 ${width} ${HEIGHT}`, role: "img",
    "aria-label": "Network diagram: inputs x1 and x2, ReLU units h1 and h2, one " +
      `logit. x1 ${number(state.x1)}, x2 ${number(state.x2)}. ${sentence(found)}`,
  },
    heading(x1[0], "inputs"), heading(h1[0], "hidden, ReLU"), heading(out[0] - 6, "output"),
    ...edges.map(([from, to, weight, carried]) =>
      edge(nodes[from], nodes[to], weight, carried > 0)),
    ...edges.flatMap(([from, to, weight, , at]) => edgeLabel(nodes[from], nodes[to], weight, at)),
    ...node(x1, "x₁", number(state.x1), state.x1),
    ...node(x2, "x₂", number(state.x2), state.x2),
    ...node(h1, "h₁", number(found.h1), found.h1, found.h1 === 0),
    ...node(h2, "h₂", number(found.h2), found.h2, found.h2 === 0),
    ...node(out, "logit", number(found.logit, 3), found.logit),
    label(h1[0], h1[1] - RADIUS - 9, `z₁ = ${number(found.z1)}, b₁ = ${number(state.b1)}`),
    label(h2[0], h2[1] + RADIUS + 19, `z₂ = ${number(found.z2)}, b₂ = ${number(state.b2)}`),
    label(out[0] - 4, out[1] - RADIUS - 9, `bOut = ${number(state.c)}`),
    label(out[0] - 4, out[1] + RADIUS + 19, "σ(logit) ="),
    label(out[0] - 4, out[1] + RADIUS + 38, number(found.output, 4), { "font-weight": 700 }));
}

function edge([xa, ya], [xb, yb], weight, live) {
  return s("line", {
    x1: xa, y1: ya, x2: xb, y2: yb,
    stroke: weight === 0 ? "var(--ix-line)" : color(weight),
    "stroke-width": Math.max(1, 7 * Math.abs(weight) / 2),
    ...(live ? {} : { opacity: 0.4, "stroke-dasharray": "5 5" }),
  });
}

function edgeLabel([xa, ya], [xb, yb], weight, at) {
  const [x, y, text] = [xa + at * (xb - xa), ya + at * (yb - ya), number(weight)];
  const width = 7.6 * text.length + 3;
  return [
    s("rect", { x: x - width / 2, y: y - 9, width, height: 18, rx: 4, fill: "var(--ix-paper)" }),
    label(x, y + 4.5, text),
  ];
}

// A disc whose tint grows with the activation; hollow and dashed where a unit is silent.
function node([x, y], name, value, activation, silent = false) {
  return [
    s("circle", { cx: x, cy: y, r: RADIUS, fill: "var(--ix-paper)" }),
    s("circle", {
      cx: x, cy: y, r: RADIUS, fill: color(activation),
      "fill-opacity": 0.4 * Math.min(1, Math.abs(activation)),
      stroke: silent ? "var(--ix-soft)" : color(activation), "stroke-width": 2,
      ...(silent ? { "stroke-dasharray": "4 4" } : {}),
    }),
    s("text", { x, y: y - 4, "text-anchor": "middle" }, name),
    s("text", { x, y: y + 14, "text-anchor": "middle", "font-weight": 650 }, value),
  ];
}

function label(x, y, text, more = {}) {
  return s("text", { x, y, "text-anchor": "middle", ...more }, text);
}

function heading(x, text) {
  return s("text", { x, y: 16, "text-anchor": "middle", style: "fill: var(--ix-soft)" }, text);
}

function color(value) {
  return value < 0 ? "var(--ix-second)" : "var(--ix-first)";
}

function number(value, digits = 2) {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
}
