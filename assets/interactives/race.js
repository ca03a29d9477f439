// Four optimisers walk down the same surface of two weights from the same place.

import { interactive, s, short } from "./frame.js";

const RATES = [0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.039, 0.041, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1, 2];
const [BETA, ALPHA, BETA2, EPS] = [0.9, 0.9, 0.999, 1e-8];
const FAR = 1e3; // whoever is further away than this has left for good
const [WIDTH, HEIGHT, FLOOR] = [460, 330, 270];
const C = Math.SQRT1_2;

// Each surface: its value and gradient at (a, b), the start, and the window [a0, a1, b0, b1].
const SURFACES = {
  ravine: {
    value: (a, b) => (a * a + 50 * b * b) / 2, slope: (a, b) => [a, 50 * b],
    start: [-4, 0.8], view: [-4.6, 2.6, -1.6, 1.6],
  },
  "turned ravine": {
    value: (a, b) => SURFACES.ravine.value(C * (a + b), C * (b - a)),
    slope: (a, b) => {
      const [p, q] = SURFACES.ravine.slope(C * (a + b), C * (b - a));
      return [C * (p - q), C * (p + q)];
    },
    start: [C * (-4 - 0.8), C * (-4 + 0.8)], view: [-4.4, 2.8, -3.4, 1.8],
  },
  saddle: {
    value: (a, b) => b * b / 2 - 0.02 * a * a + 0.02 * a ** 4, slope: (a, b) => [0.08 * a ** 3 - 0.04 * a, b],
    start: [0.001, 1], view: [-0.3, 1.2, -1.1, 1.2],
  },
  "bent valley": {
    value: (a, b) => (1 - a) ** 2 / 2 + 5 * (b - a * a) ** 2,
    slope: (a, b) => [a - 1 - 20 * a * (b - a * a), 10 * (b - a * a)],
    start: [-1.2, 1], view: [-1.7, 1.7, -0.7, 1.9],
  },
};

// One step of each rule for one weight: (gradient, memory, rate, step from 1) => how far to go.
const RULES = {
  "gradient descent": { color: "var(--ix-soft)", move: (g, k, rate) => rate * g },
  momentum: {
    color: "var(--ix-first)",
    move: (g, k, rate) => rate * (k.v = BETA * (k.v ?? 0) + g),
  },
  RMSProp: {
    color: "var(--ix-third)", adaptive: true,
    move: (g, k, rate) => {
      k.s = ALPHA * (k.s ?? 0) + (1 - ALPHA) * g * g;
      return rate * g / (Math.sqrt(k.s) + EPS);
    },
  },
  Adam: {
    color: "var(--ix-second)", adaptive: true,
    move: (g, k, rate, t) => {
      k.m = BETA * (k.m ?? 0) + (1 - BETA) * g;
      k.v = BETA2 * (k.v ?? 0) + (1 - BETA2) * g * g;
      return rate * (k.m / (1 - BETA ** t)) / (Math.sqrt(k.v / (1 - BETA2 ** t)) + EPS);
    },
  },
};

export default interactive({
  title: "A race down one surface",
  tryThis: "The plain rate is that of gradient descent and momentum, the adaptive one that of RMSProp and Adam. On the " +
    "ravine the steepest curvature is 50: find the two neighbouring rates between which gradient " +
    "descent is lost, and see that momentum bears more. Then turn the ravine and watch Adam lose its straight " +
    "line. Last, on the saddle: who is gone from the ridge after 100 steps, at any rate?",
  controls: {
    surface: { label: "Surface", options: Object.keys(SURFACES), value: "ravine" },
    steps: { label: "Steps", min: 1, max: 300, step: 1, value: 40 },
    plain: { label: "Plain rate", values: RATES, value: 0.03 },
    adaptive: { label: "Adaptive rate", values: RATES, value: 0.1 },
  },
  draw(state, { stage, say }) {
    const walks = race(state);
    say(sentence(state, walks));
    stage.replaceChildren(s("svg", {
      role: "img", viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      "aria-label": `The paths of four optimisers over ${state.steps} steps on the surface "${state.surface}".`,
    }, ...picture(state.surface, walks)));
  },
});

// The points that a rule visits, the start among them; it ends where it has left for good.
function walk(surface, rule, rate, steps) {
  const { slope, start } = SURFACES[surface];
  const memory = start.map(() => ({}));
  const path = [start];
  for (let t = 1; t <= steps; t += 1) {
    const here = path[t - 1];
    const g = slope(...here);
    const next = here.map((w, i) => w - RULES[rule].move(g[i], memory[i], rate, t));
    path.push(next);
    if (!(Math.hypot(...next) < FAR)) break;
  }
  return path;
}

function race({ surface, steps, plain, adaptive }) {
  return Object.keys(RULES).map((rule) => {
    const path = walk(surface, rule, RULES[rule].adaptive ? adaptive : plain, steps);
    return { rule, path, lost: !(Math.hypot(...path.at(-1)) < FAR), loss: SURFACES[surface].value(...path.at(-1)) };
  });
}

function sentence({ steps }, walks) {
  const lost = walks.filter((w) => w.lost).map((w) => w.rule);
  const kept = walks.filter((w) => !w.lost).sort((a, b) => a.loss - b.loss).map((w) => `${w.rule} ${short(w.loss)}`);
  const gone = lost.length ? ` Diverged: ${lost.join(" and ")}.` : "";
  return `Loss after ${steps} ${steps === 1 ? "step" : "steps"}, the lowest first: ${kept.join(", ") || "nobody is left"}.${gone}`;
}

function picture(surface, walks) {
  const { view: [a0, a1, b0, b1], start } = SURFACES[surface];
  const x = (a) => (WIDTH * (a - a0)) / (a1 - a0);
  const y = (b) => FLOOR - (FLOOR * (b - b0)) / (b1 - b0);
  const near = (v, end) => Math.max(-end, Math.min(2 * end, v)); // far outside, where it is cut off
  const parts = [contours(surface, x, y)];
  walks.forEach(({ rule, path, lost }, i) => {
    const points = path.map(([a, b]) => [near(x(a), WIDTH), near(y(b), FLOOR)]).filter((p) => p.every(Number.isFinite));
    const { color } = RULES[rule];
    const line = points.map((p) => p.map((v) => v.toFixed(1)).join(",")).join(" ");
    const [ex, ey] = points.at(-1);
    parts.push(
      s("polyline", { points: line, fill: "none", stroke: color, "stroke-width": 1.8, "clip-path": "url(#race-window)" }),
      s("circle", { cx: ex, cy: ey, r: 5, fill: color, "clip-path": "url(#race-window)" }),
      s("rect", { x: 8 + 230 * (i % 2), y: FLOOR + 16 + 24 * (i >> 1), width: 14, height: 4, fill: color }),
      s("text", { x: 28 + 230 * (i % 2), y: FLOOR + 23 + 24 * (i >> 1) }, lost ? `${rule}: diverged` : rule));
  });
  return [
    s("defs", {}, s("clipPath", { id: "race-window" }, s("rect", { x: 0, y: 0, width: WIDTH, height: FLOOR }))),
    s("rect", { x: 0.5, y: 0.5, width: WIDTH - 1, height: FLOOR, fill: "none", stroke: "var(--ix-line)" }),
    ...parts,
    s("circle", { cx: x(start[0]), cy: y(start[1]), r: 4, fill: "var(--ix-paper)", stroke: "currentColor", "stroke-width": 1.5 }),
  ];
}

// Contour lines by marching squares: where an edge of a small cell crosses a level.
function contours(surface, x, y) {
  const { value, view: [a0, a1, b0, b1] } = SURFACES[surface];
  const [nx, ny] = [60, 40];
  const at = (i, j) => [a0 + ((a1 - a0) * i) / nx, b0 + ((b1 - b0) * j) / ny];
  const grid = Array.from({ length: nx + 1 }, (_, i) => Array.from({ length: ny + 1 }, (_, j) => value(...at(i, j))));
  const sorted = grid.flat().sort((p, q) => p - q);
  const levels = Array.from({ length: 12 }, (_, k) => sorted[Math.floor(((k + 0.4) / 12) * (sorted.length - 1))]);
  let d = "";
  for (const level of levels) {
    for (let i = 0; i < nx; i += 1) {
      for (let j = 0; j < ny; j += 1) {
        const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]];
        const cuts = [];
        corners.forEach(([p, q], k) => {
          const [r, t] = corners[(k + 1) % 4];
          const [u, v] = [grid[p][q] - level, grid[r][t] - level];
          if (u < 0 === v < 0) return;
          const [[aa, ab], [ba, bb]] = [at(p, q), at(r, t)];
          cuts.push([x(aa + ((ba - aa) * u) / (u - v)), y(ab + ((bb - ab) * u) / (u - v))]);
        });
        for (let k = 0; k + 1 < cuts.length; k += 2) {
          d += `M${cuts[k].map((v) => v.toFixed(1)).join(" ")}L${cuts[k + 1].map((v) => v.toFixed(1)).join(" ")}`;
        }
      }
    }
  }
  return s("path", { d, fill: "none", stroke: "var(--ix-line)", "stroke-width": 1 });
}
