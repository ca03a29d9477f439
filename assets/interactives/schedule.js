// A learning-rate schedule drawn step by step, with what it walks in all.

import { interactive, s, short } from "./frame.js";

const [CONSTANT, STEP, COSINE, RESTARTS, CYCLE] =
  ["constant", "steps down", "cosine", "warm restarts", "one cycle"];
const PEAKS = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];
const warms = ({ kind }) => kind !== CYCLE;
const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, FLOOR] = [460, 300, 52, 12, 26, 248];

export default interactive({
  title: "A schedule, step by step",
  tryThis: "Cosine, 100 steps, a warm-up of 10: read the rate of step 0 and of the last step. Neither is 0. " +
    "Then compare the areas: which schedule walks half as far as the constant rate, whatever its peak?",
  controls: {
    kind: { label: "Schedule", options: [CONSTANT, STEP, COSINE, RESTARTS, CYCLE], value: COSINE },
    total: { label: "Steps in all", min: 20, max: 300, step: 10, value: 100 },
    warmup: { label: "Warm-up", min: 0, max: (state) => state.total / 2, step: 1, value: 10, when: warms },
    period: { label: "First period", min: 5, max: 100, step: 5, value: 30, when: ({ kind }) => kind === RESTARTS || kind === STEP },
    peak: { label: "Peak rate", values: PEAKS, value: 0.1 },
    chosen: { label: "Look at step", min: 0, max: (state) => state.total - 1, step: 1, value: 0 },
  },
  draw(state, { stage, say }) {
    const found = factors(state);
    const t = Math.min(state.chosen, state.total - 1);
    say(sentence(state, found, t));
    stage.replaceChildren(s("svg", {
      role: "img", viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      "aria-label": `The learning rate of ${state.total} steps, ${state.kind}; step ${t} is marked.`,
    }, ...picture(state, found, t)));
  },
});

const cosine = (t, n) => (1 + Math.cos(Math.PI * Math.min(1, t / n))) / 2;

// As `one_cycle` of depthwise.schedules: up over 30% of the steps from 1/25, then down to 1/250000.
function oneCycle(t, n) {
  const top = 0.3 * n - 1;
  const [low, share] = t <= top ? [1 / 25, t / top] : [1 / 250000, 1 - (t - top) / (n - 1 - top)];
  return low + (1 - low) * (1 - Math.cos(Math.PI * share)) / 2;
}

function restarts(t, period) {
  while (t >= period) [t, period] = [t - period, 2 * period]; // each period twice as long as the last
  return cosine(t, period);
}

// The factors of steps 0 to total - 1, after the warm-up those of the schedule with a clock of its own.
function factors({ kind, total, warmup, period }) {
  const w = kind === CYCLE ? 0 : Math.min(warmup, total / 2);
  const rest = { [CONSTANT]: () => 1, [STEP]: (t) => 0.1 ** Math.floor(t / period), [COSINE]: (t) => cosine(t, total - w),
    [RESTARTS]: (t) => restarts(t, period), [CYCLE]: (t) => oneCycle(t, total) }[kind];
  return Array.from({ length: total }, (_, t) => (t < w ? (t + 1) / w : rest(t - w)));
}

const area = (found) => found.reduce((sum, f) => sum + f, 0);

function sentence({ total, peak }, found, t) {
  const walked = area(found);
  return `Step ${t}: rate ${short(peak * found[t])}. Area, the sum of all rates: ${short(peak * walked)}, ` +
    `${(100 * walked / total).toFixed(0)}% of a constant rate's. Last step: ${short(peak * found.at(-1))}.`;
}

function picture({ total, peak }, found, t) {
  const x = (k) => LEFT + (WIDTH - LEFT - RIGHT) * k / total;
  const y = (f) => FLOOR - (FLOOR - TOP) * f;
  // A rate holds for a whole step: a stair of `total` treads
  const stair = found.map((f, k) => `${x(k).toFixed(1)},${y(f).toFixed(1)} ${x(k + 1).toFixed(1)},${y(f).toFixed(1)}`).join(" ");
  const middle = x(t + 0.5);
  return [
    ...[0, 0.5, 1].flatMap((f) => [
      s("line", { x1: LEFT, y1: y(f), x2: WIDTH - RIGHT, y2: y(f), stroke: "var(--ix-line)" }),
      s("text", { x: LEFT - 6, y: y(f) + 4, "text-anchor": "end" }, short(peak * f)),
    ]),
    s("polygon", { points: `${LEFT},${FLOOR} ${stair} ${x(total)},${FLOOR}`, fill: "var(--ix-first)", "fill-opacity": 0.14 }),
    s("polyline", { points: stair, fill: "none", stroke: "var(--ix-first)", "stroke-width": 2 }),
    s("line", { x1: middle, y1: TOP - 8, x2: middle, y2: FLOOR, stroke: "var(--ix-second)", "stroke-dasharray": "4 3" }),
    s("circle", { cx: middle, cy: y(found[t]), r: 5, fill: "var(--ix-second)" }),
    s("text", { x: LEFT, y: 13 }, "learning rate"),
    s("text", { x: LEFT, y: FLOOR + 18 }, "step 0"),
    s("text", { x: WIDTH - RIGHT, y: FLOOR + 18, "text-anchor": "end" }, `step ${total - 1}`),
    s("text", { x: (LEFT + WIDTH - RIGHT) / 2, y: HEIGHT - 10, "text-anchor": "middle" }, "the shaded area is what the schedule walks"),
  ];
}
