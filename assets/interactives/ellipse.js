// Layers of two units multiplied one by one: the unit circle becomes an ellipse, and a needle.

import { interactive, randomNumbers, s, short } from "./frame.js";

const KINDS = ["Gaussian", "orthogonal", "near-identity"];
const MAX_DEPTH = 40;
const TINY = 0.15; // below this the picture is enlarged
const SHAKE = 0.15; // standard deviation of what near-identity layers add to the identity
const [WIDTH, HEIGHT] = [460, 300];
const [CX, CY, REACH] = [150, 152, 128]; // the plane with the ellipse
const [LEFT, RIGHT, TOP, FLOOR] = [340, 448, 40, 258]; // the singular values by depth

export default interactive({
  title: "What a product of layers does to the unit circle",
  tryThis: "Gaussian layers: raise the depth to 10 and draw new ones a few times. The ellipse grows or " +
    "shrinks, and always becomes a needle. Then choose orthogonal layers, and near-identity ones.",
  start: { seed: 0 },
  controls: {
    kind: { label: "Layers", options: KINDS, value: "Gaussian" },
    depth: { label: "Depth L", min: 0, max: MAX_DEPTH, step: 1, value: 3 },
    other: { label: "Draw other layers", press: ({ seed }) => ({ seed: seed + 1 }) },
  },
  draw(state, { stage, say }) {
    const path = products(state.kind, state.seed, state.depth);
    const spectra = path.map(({ J, area }) => svd(J, area));
    say(sentence(state, spectra.at(-1)));
    stage.replaceChildren(s("svg", {
      role: "img", viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      "aria-label": `Left, the image of the unit circle after ${state.depth} layers; ` +
        "right, both singular values by depth on a logarithmic scale.",
    }, ...plane(path.at(-1).J, spectra.at(-1)), ...history(spectra)));
  },
});

// Two independent standard Gaussians out of two uniform numbers (Box and Muller, 1958).
function gaussians(random) {
  const [radius, angle] = [Math.sqrt(-2 * Math.log(1 - random())), 2 * Math.PI * random()];
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

// Layer matrices as [a, b, c, d], row by row. Gaussian ones have the variance 1/n with n = 2.
function layer(kind, random) {
  const G = [...gaussians(random), ...gaussians(random)];
  if (kind === "Gaussian") return G.map((g) => g / Math.SQRT2);
  if (kind === "near-identity") return [1 + SHAKE * G[0], SHAKE * G[1], SHAKE * G[2], 1 + SHAKE * G[3]];
  const length = Math.hypot(G[0], G[1]); // a rotation or a reflection, each as often
  const [c, d, side] = [G[0] / length, G[1] / length, G[2] < 0 ? -1 : 1];
  return [c, -side * d, d, side * c];
}

// The later layer stands on the left: what multiplies last acts last.
const multiply = ([a, b, c, d], [e, f, g, i]) => [a * e + b * g, a * f + b * i, c * e + d * g, c * f + d * i];
const determinant = ([a, b, c, d]) => a * d - b * c;

// The products of the first 0, 1, …, depth layers; the determinant by its own product, since the
// entries of a needle no longer hold it.
function products(kind, seed, depth) {
  const random = randomNumbers(seed + 1);
  const path = [{ J: [1, 0, 0, 1], area: 1 }];
  for (let l = 0; l < depth; l += 1) {
    const W = layer(kind, random);
    path.push({ J: multiply(W, path[l].J), area: path[l].area * determinant(W) });
  }
  return path;
}

// Singular values of a 2 by 2 matrix, and the direction of the long half axis.
function svd([a, b, c, d], area) {
  const [e, f, g, i] = [(a + d) / 2, (a - d) / 2, (c + b) / 2, (c - b) / 2];
  const large = Math.hypot(e, i) + Math.hypot(f, g);
  const angle = (Math.atan2(g, f) + Math.atan2(i, e)) / 2;
  return { large, small: large === 0 ? 0 : Math.abs(area) / large, angle };
}

function sentence({ kind, depth }, { large, small }) {
  return `${depth} ${kind} ${depth === 1 ? "layer" : "layers"}: singular values ${short(large, 3)} and ` +
    `${short(small, 3)}, condition number ${short(large / small, 3)}.`;
}

function plane(J, { large, small, angle }) {
  const far = large > 0 && large < TINY; // then the circle would leave nothing to see of the ellipse
  const scale = far ? 0.8 * REACH / large : REACH / Math.max(1, large);
  const at = (x, y) => [CX + scale * x, CY - scale * y];
  const circle = Array.from({ length: 121 }, (_, k) => {
    const [x, y] = [Math.cos(Math.PI * k / 60), Math.sin(Math.PI * k / 60)];
    return at(J[0] * x + J[1] * y, J[2] * x + J[3] * y).join(",");
  });
  const axis = (length, turn, color) => {
    const [x, y] = at(length * Math.cos(angle + turn), length * Math.sin(angle + turn));
    return s("line", { x1: CX, y1: CY, x2: x, y2: y, stroke: color, "stroke-width": 2.2 });
  };
  return [
    s("line", { x1: CX - REACH, y1: CY, x2: CX + REACH, y2: CY, stroke: "var(--ix-line)" }),
    s("line", { x1: CX, y1: CY - REACH, x2: CX, y2: CY + REACH, stroke: "var(--ix-line)" }),
    ...(far ? [] : [s("circle", {
      cx: CX, cy: CY, r: scale, fill: "none", stroke: "var(--ix-soft)", "stroke-dasharray": "4 4",
    })]),
    s("polygon", { points: circle.join(" "), fill: "none", stroke: "currentColor", "stroke-width": 1.6 }),
    axis(large, 0, "var(--ix-first)"), axis(small, Math.PI / 2, "var(--ix-second)"),
    s("text", { x: CX, y: 15, "text-anchor": "middle" },
      far ? `enlarged: the unit circle is ${short(1 / large, 3)} times as long` : "dashed: the unit circle"),
  ];
}

function history(spectra) {
  const logs = spectra.flatMap(({ large, small }) => [Math.log10(large), Math.log10(small)]);
  const bottom = Math.min(-1, Math.floor(Math.min(...logs)));
  const top = Math.max(1, Math.ceil(Math.max(...logs)));
  const across = (l) => LEFT + (RIGHT - LEFT) * l / Math.max(1, spectra.length - 1);
  const up = (power) => FLOOR - (FLOOR - TOP) * (power - bottom) / (top - bottom);
  const curve = (key, color) => [
    s("polyline", {
      points: spectra.map((found, l) => `${across(l)},${up(Math.log10(found[key]))}`).join(" "),
      fill: "none", stroke: color, "stroke-width": 2,
    }),
    s("circle", { cx: across(spectra.length - 1), cy: up(Math.log10(spectra.at(-1)[key])), r: 3.5, fill: color }),
  ];
  const label = (power) => s("text", { x: LEFT - 6, y: up(power) + 4, "text-anchor": "end" },
    ...(power === 0 ? ["1"] : ["10", s("tspan", { "baseline-shift": "super", "font-size": 10 },
      String(power).replace("-", "−"))]));
  return [
    s("line", { x1: LEFT, y1: FLOOR, x2: RIGHT, y2: FLOOR, stroke: "var(--ix-line)" }),
    s("line", { x1: LEFT, y1: TOP, x2: LEFT, y2: FLOOR, stroke: "var(--ix-line)" }),
    s("line", { x1: LEFT, y1: up(0), x2: RIGHT, y2: up(0), stroke: "var(--ix-soft)" }),
    label(top), label(0), label(bottom),
    ...curve("large", "var(--ix-first)"), ...curve("small", "var(--ix-second)"),
    s("text", { x: (LEFT + RIGHT) / 2, y: 15, "text-anchor": "middle" }, "singular values"),
    s("text", { x: (LEFT + RIGHT) / 2, y: FLOOR + 18, "text-anchor": "middle" }, `layer 0 to ${spectra.length - 1}`),
  ];
}
