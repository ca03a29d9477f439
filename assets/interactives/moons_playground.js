// Two moons and a small network that trains in the page, with its own backpropagation.

import { h, interactive, randomNumbers, s } from "./frame.js";

const ACTIVATIONS = ["tanh", "ReLU", "leaky ReLU", "sigmoid", "none"];
const RATES = [0.01, 0.03, 0.1, 0.3, 1, 3, 10];
const POINTS = 200; // to train on, and as many held out
const NOISE = 0.12;
const [LEFT, RIGHT, LOW, HIGH] = [-1.75, 2.75, -1.25, 1.75]; // the part of the plane that is shown
const [COLUMNS, ROWS] = [90, 60];
const STEPS_A_FRAME = 5;
const LAST_STEP = 5000;
const TRAIN = twoMoons(POINTS, 1);
const HELD_OUT = twoMoons(POINTS, 2);
const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

const AGAIN = { also: { steps: 0, playing: 0 } }; // for what makes another network
const more = (count) => (state) => ({ steps: Math.min(LAST_STEP, state.steps + count), playing: 0 });

export default interactive({
  title: "Two moons: train a network in this page",
  tryThis: "Choose no activation and press Play: four layers or none, the border stays a line. " +
    "Then find the smallest network that gets 97% of the held-out points right.",
  controls: {
    play: {
      label: ({ playing }) => (playing ? "Pause" : "Play"),
      press: ({ playing, steps }) => ({ playing: playing || steps >= LAST_STEP ? 0 : 1 }),
    },
    one: { label: "One step", press: more(1) },
    hundred: { label: "100 steps", press: more(100) },
    again: { label: "New weights", press: ({ seed }) => ({ seed: seed + 1 }), ...AGAIN },
    depth: { label: "Hidden layers", min: 0, max: 4, step: 1, value: 2, ...AGAIN },
    width: { label: "Units in each", min: 1, max: 16, step: 1, value: 6, ...AGAIN },
    activation: { label: "Activation", options: ACTIVATIONS, value: "tanh", ...AGAIN },
    rate: { label: "Learning rate", values: RATES, value: 0.3, ...AGAIN },
  },
  start: { seed: 0, steps: 0, playing: 0 },
  draw(state, { stage, say, change }) {
    const kept = runs.get(stage) ?? begin(stage);
    const { net, losses } = trained(kept, state);
    const { loss, states } = forward(net, TRAIN.x, TRAIN.y);
    const text = sentence({
      step: losses.length, loss, silent: silentUnits(net, states),
      right: accuracy(net, TRAIN), rightHeldOut: accuracy(net, HELD_OUT),
    }, net);
    kept.redraw = () => {
      drawPlane(kept.canvas, net, TRAIN, HELD_OUT);
      drawCurve(kept.curve, [...losses, loss], stage.clientWidth);
    };
    kept.redraw();
    kept.canvas.setAttribute("aria-label", `The plane with both moons and the network's border. ${text}`);
    say(text, { quiet: state.playing === 1 });
    kept.stop();
    if (!state.playing) return;
    const still = isStill();
    const next = () => {
      const steps = state.steps + (still ? 60 : 1) * STEPS_A_FRAME;
      const ended = steps > LAST_STEP || !Number.isFinite(loss) || !kept.canvas.isConnected;
      change(ended ? { playing: 0 } : { steps });
    };
    // Who prefers less motion gets the same training in still pictures, one a second.
    const timer = still ? setTimeout(next, 1000) : requestAnimationFrame(next);
    kept.stop = () => (still ? clearTimeout : cancelAnimationFrame)(timer);
  },
});

// What a playground keeps from one drawing to the next: the network that it has trained so far.
const runs = new WeakMap();

function begin(stage) {
  const kept = { canvas: h("canvas", { role: "img" }), curve: s("svg", { role: "img" }), key: null, stop() {} };
  stage.append(kept.canvas, legend(), kept.curve);
  // A canvas does not follow the page: draw again when the theme changes.
  const themes = new MutationObserver(() => kept.redraw());
  for (const root of [document.documentElement, document.body]) {
    themes.observe(root, { attributeFilter: ["data-theme", "data-jp-theme-light"] });
  }
  runs.set(stage, kept);
  return kept;
}

// Return the network of this state, trained for its number of steps: from the last one on, or anew.
function trained(kept, { depth, width, activation, rate, seed, steps }) {
  const key = [depth, width, activation, rate, seed].join();
  if (key !== kept.key || steps < kept.losses.length) {
    Object.assign(kept, { key, losses: [], net: makeNet([2, ...Array(depth).fill(width), 1], activation, seed) });
  }
  while (kept.losses.length < steps && !Number.isNaN(kept.losses.at(-1))) {
    const { loss, gradients } = backward(kept.net, TRAIN.x, TRAIN.y);
    kept.losses.push(loss);
    descend(kept.net, gradients, rate);
  }
  return kept;
}

function sentence({ step, loss, right, rightHeldOut, silent }, net) {
  if (!Number.isFinite(loss)) {
    return `Step ${step}: the loss is no longer a number. The learning rate is too large; ` +
      "lower it.";
  }
  const percent = (share) => `${(100 * share).toFixed(1)}%`;
  const units = net.layers.slice(0, -1).reduce((total, layer) => total + layer.b.length, 0);
  const dead = net.activation === "ReLU" && units
    ? ` ${silent} of ${units} hidden units are off on every training point.` : "";
  return `Step ${step}: loss ${loss.toFixed(3)}; right on ${percent(right)} of the training ` +
    `points and ${percent(rightHeldOut)} of the held-out ones.${dead}`;
}

// Data: x as pairs in one array, y as 0 for the upper moon and 1 for the lower.

function twoMoons(count, seed) {
  const random = randomNumbers(seed);
  const gaussian = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const x = new Float64Array(2 * count);
  const y = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const angle = Math.PI * random();
    y[i] = i % 2;
    x[2 * i] = (y[i] ? 1 - Math.cos(angle) : Math.cos(angle)) + NOISE * gaussian();
    x[2 * i + 1] = (y[i] ? 0.5 - Math.sin(angle) : Math.sin(angle)) + NOISE * gaussian();
  }
  return { x, y };
}

// The network: layers of W (n_out rows of n_in) and b, weights uniform within 1 / √n_in.

function makeNet(widths, activation, seed) {
  const random = randomNumbers(seed + 100);
  const layers = widths.slice(1).map((nOut, l) => {
    const nIn = widths[l];
    const draw = () => (2 * random() - 1) / Math.sqrt(nIn);
    return { nIn, W: Float64Array.from({ length: nOut * nIn }, draw), b: Float64Array.from({ length: nOut }, draw) };
  });
  return { layers, activation };
}

function bend(activation, z) {
  if (activation === "tanh") return Math.tanh(z);
  if (activation === "ReLU") return z > 0 ? z : 0;
  if (activation === "leaky ReLU") return z > 0 ? z : 0.01 * z;
  if (activation === "sigmoid") return 1 / (1 + Math.exp(-z));
  return z;
}

// The slope, told from what the bend returned: all five are monotone, so that is enough.
function slope(activation, a) {
  if (activation === "tanh") return 1 - a * a;
  if (activation === "ReLU") return a > 0 ? 1 : 0;
  if (activation === "leaky ReLU") return a > 0 ? 1 : 0.01;
  if (activation === "sigmoid") return a * (1 - a);
  return 1;
}

// Return the representations [h^0, …, h^L] of all examples, one after the other, and the loss.
function forward({ layers, activation }, x, y) {
  const states = [x];
  layers.forEach(({ nIn, W, b }, l) => {
    const before = states[l];
    const nOut = b.length;
    const count = before.length / nIn;
    const after = new Float64Array(count * nOut);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < nOut; j++) {
        let z = b[j];
        for (let k = 0; k < nIn; k++) z += W[j * nIn + k] * before[i * nIn + k];
        after[i * nOut + j] = l < layers.length - 1 ? bend(activation, z) : z;
      }
    }
    states.push(after);
  });
  const logits = states.at(-1);
  let loss = 0;
  // Cross-entropy from the logit, log(1 + e^s) - y s, written so that e^s cannot overflow.
  if (y) logits.forEach((t, i) => { loss += Math.max(t, 0) + Math.log1p(Math.exp(-Math.abs(t))) - y[i] * t; });
  return { states, loss: y ? loss / y.length : null };
}

// Return the loss and its gradient for each layer, {W, b}, by one walk back through the layers.
function backward(net, x, y) {
  const { states, loss } = forward(net, x, y);
  let delta = states.at(-1).map((t, i) => (1 / (1 + Math.exp(-t)) - y[i]) / y.length);
  const gradients = [];
  for (let l = net.layers.length - 1; l >= 0; l--) {
    const { nIn, W, b } = net.layers[l];
    const nOut = b.length;
    const before = states[l];
    const gradient = { W: new Float64Array(W.length), b: new Float64Array(nOut) };
    const passed = new Float64Array(before.length);
    for (let i = 0; i < y.length; i++) {
      for (let j = 0; j < nOut; j++) {
        const d = delta[i * nOut + j];
        gradient.b[j] += d;
        for (let k = 0; k < nIn; k++) {
          gradient.W[j * nIn + k] += d * before[i * nIn + k];
          passed[i * nIn + k] += d * W[j * nIn + k];
        }
      }
    }
    gradients.unshift(gradient);
    delta = passed.map((d, i) => d * slope(net.activation, before[i]));
  }
  return { loss, gradients };
}

function descend(net, gradients, rate) {
  net.layers.forEach(({ W, b }, l) => {
    gradients[l].W.forEach((g, i) => { W[i] -= rate * g; });
    gradients[l].b.forEach((g, i) => { b[i] -= rate * g; });
  });
}

function accuracy(net, { x, y }) {
  const logits = forward(net, x).states.at(-1);
  return y.reduce((right, label, i) => right + ((logits[i] > 0) === (label === 1)), 0) / y.length;
}

// Count the hidden units that are 0 on every example.
function silentUnits(net, states) {
  let silent = 0;
  for (const h of states.slice(1, -1)) {
    const n = h.length / POINTS;
    for (let j = 0; j < n; j++) {
      let off = true;
      for (let i = j; i < h.length; i += n) off &&= h[i] === 0;
      silent += off;
    }
  }
  return silent;
}

// Pictures.

function drawPlane(canvas, net, train, heldOut) {
  const scale = window.devicePixelRatio || 1;
  const width = Math.max(280, Math.min(640, canvas.parentNode.clientWidth || 640));
  const height = (width * ROWS) / COLUMNS;
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.style.maxWidth = `${width}px`;
  const theme = getComputedStyle(canvas);
  const [ink, paper, first, second] = ["ink", "paper", "first", "second"].map((name) =>
    theme.getPropertyValue(`--ix-${name}`).trim());
  const brush = canvas.getContext("2d");
  const logits = field(net);

  const small = new OffscreenCanvas(COLUMNS + 1, ROWS + 1);
  const image = new ImageData(COLUMNS + 1, ROWS + 1);
  const [rgbPaper, rgbFirst, rgbSecond] = [paper, first, second].map(rgb);
  logits.forEach((t, i) => {
    const sure = 0.1 + 0.24 * Math.min(1, Math.abs(t) / 4);
    const side = t > 0 ? rgbSecond : rgbFirst;
    for (let k = 0; k < 3; k++) image.data[4 * i + k] = rgbPaper[k] + sure * (side[k] - rgbPaper[k]);
    image.data[4 * i + 3] = 255;
  });
  small.getContext("2d").putImageData(image, 0, 0);
  brush.scale(scale, scale);
  // The outer half of the border pixels lies outside of the picture, so that nodes fit the grid.
  const [dx, dy] = [width / COLUMNS, height / ROWS];
  brush.drawImage(small, -dx / 2, -dy / 2, width + dx, height + dy);

  brush.strokeStyle = ink;
  brush.lineWidth = 2;
  brush.stroke(border(logits, dx, dy));
  for (const [{ x, y }, filled] of [[train, true], [heldOut, false]]) {
    y.forEach((label, i) => {
      const at = [((x[2 * i] - LEFT) / (RIGHT - LEFT)) * width, ((HIGH - x[2 * i + 1]) / (HIGH - LOW)) * height];
      const shape = label ? triangle(...at, 4.4) : disc(...at, 3.4);
      brush.fillStyle = filled ? (label ? second : first) : paper;
      brush.strokeStyle = filled ? paper : (label ? second : first);
      brush.lineWidth = filled ? 0.7 : 1.3;
      brush.fill(shape);
      brush.stroke(shape);
    });
  }
}

// The logit on the nodes of a grid, row by row from the top.
function field(net) {
  const x = new Float64Array(2 * (COLUMNS + 1) * (ROWS + 1));
  let i = 0;
  for (let row = 0; row <= ROWS; row++) {
    for (let column = 0; column <= COLUMNS; column++) {
      x[i++] = LEFT + (column / COLUMNS) * (RIGHT - LEFT);
      x[i++] = HIGH - (row / ROWS) * (HIGH - LOW);
    }
  }
  return forward(net, x).states.at(-1);
}

// Marching squares: where the logit changes its sign along an edge of a cell, the border crosses.
function border(logits, dx, dy) {
  const path = new Path2D();
  const value = (column, row) => logits[row * (COLUMNS + 1) + column];
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const corners = [[column, row], [column + 1, row], [column + 1, row + 1], [column, row + 1]];
      const crossings = [];
      corners.forEach((from, k) => {
        const to = corners[(k + 1) % 4];
        const [a, b] = [value(...from), value(...to)];
        if (a > 0 === b > 0) return;
        const t = a / (a - b);
        crossings.push([(from[0] + t * (to[0] - from[0])) * dx, (from[1] + t * (to[1] - from[1])) * dy]);
      });
      for (let k = 0; k + 1 < crossings.length; k += 2) {
        path.moveTo(...crossings[k]);
        path.lineTo(...crossings[k + 1]);
      }
    }
  }
  return path;
}

function disc(x, y, r) {
  const path = new Path2D();
  path.arc(x, y, r, 0, 2 * Math.PI);
  return path;
}

function triangle(x, y, r) {
  return new Path2D(`M${x} ${y - r}L${x + r} ${y + 0.8 * r}L${x - r} ${y + 0.8 * r}Z`);
}

function rgb(color) {
  const digits = color.replace("#", "");
  return [0, 2, 4].map((k) => parseInt(digits.slice(k, k + 2), 16));
}

function legend() {
  const item = (shape, text) => h("span", { style: "white-space: nowrap; margin: 0 0.45rem" },
    s("svg", {
      viewBox: "0 0 14 14", "aria-hidden": "true",
      style: "display: inline-block; width: 14px; margin: 0 0.3rem 0 0; vertical-align: -2px",
    }, shape), text);
  return h("p", { style: "text-align: center; font-size: 0.9em" },
    item(s("circle", { cx: 7, cy: 7, r: 4.5, fill: "var(--ix-first)" }), "class 0"),
    item(s("path", { d: "M7 2L12 11L2 11Z", fill: "var(--ix-second)" }), "class 1"),
    item(s("circle", { cx: 7, cy: 7, r: 4, fill: "none", stroke: "var(--ix-soft)", "stroke-width": 1.5 }),
      "hollow: held out"));
}

function drawCurve(svg, losses, available) {
  const [width, height, left, right, top, floor] =
    [Math.max(280, Math.min(640, available || 640)), 118, 58, 14, 10, 82];
  const last = Math.max(100, losses.length - 1);
  const x = (step) => left + (step / last) * (width - left - right);
  const y = (loss) => floor - (Math.min(loss, 0.8) / 0.8) * (floor - top);
  const every = Math.ceil(losses.length / 400);
  const points = losses.map((loss, i) => [i, loss])
    .filter(([i, loss]) => (i % every === 0 || i === losses.length - 1) && Number.isFinite(loss))
    .map(([i, loss]) => `${x(i).toFixed(1)},${y(loss).toFixed(1)}`);
  const guessing = Math.log(2);
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("aria-label", `Loss over ${losses.length - 1} steps`);
  svg.replaceChildren(
    s("line", { x1: left, x2: width - right, y1: floor, y2: floor, stroke: "var(--ix-line)" }),
    s("line", {
      x1: left, x2: width - right, y1: y(guessing), y2: y(guessing),
      stroke: "var(--ix-line)", "stroke-dasharray": "4 4",
    }),
    s("text", { x: left - 8, y: y(guessing) + 4, "text-anchor": "end" }, "log 2"),
    s("text", { x: left - 8, y: floor + 4, "text-anchor": "end" }, "0"),
    s("text", { x: left - 8, y: (y(guessing) + floor) / 2 + 4, "text-anchor": "end" }, "loss"),
    s("text", { x: left, y: floor + 18 }, "0"),
    s("text", { x: width - right, y: floor + 18, "text-anchor": "end" }, String(last)),
    s("text", { x: (left + width - right) / 2, y: floor + 30, "text-anchor": "middle" }, "step"),
    s("polyline", { points: points.join(" "), fill: "none", stroke: "var(--ix-first)", "stroke-width": 2 }),
    ...(points.length === 1
      ? [s("circle", { cx: x(0), cy: y(losses[0]), r: 3, fill: "var(--ix-first)" })] : []));
}
