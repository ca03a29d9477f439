// The receptive field of a stack of layers, drawn on a line of inputs and traced layer by layer.

import { interactive, s } from "./frame.js";

const [ROW, TOP, LEFT] = [52, 30, 8];
const FINEST = 11; // pixels from one input to the next; what is wider than the drawing is cut off, and said

// Kernel, stride and dilation of layer l, shown while the stack has that many layers.
const layer = (l, stride) => {
  const spec = (label, value, max) =>
    ({ label: `Layer ${l}: ${label}`, min: 1, max, step: 1, value, when: (state) => state.layers >= l });
  return {
    [`k${l}`]: spec("kernel", 3, 7), [`s${l}`]: spec("stride", stride, 3), [`d${l}`]: spec("dilation", 1, 4),
  };
};

export default interactive({
  title: "What one output sees",
  tryThis: "Three layers of kernel 3 at stride 1 see 7 inputs. Get to 15 with the same number of " +
    "weights, once by strides and once by dilations. Then make holes: kernel 3, stride 1 " +
    "and dilation 2 in all three layers. Which inputs are skipped, and in which layer must the " +
    "dilation go back to 1 to fill them?",
  controls: {
    layers: { label: "Layers", min: 1, max: 4, step: 1, value: 3 },
    ...layer(1, 1), ...layer(2, 2), ...layer(3, 1), ...layer(4, 1),
  },
  draw(state, { stage, say }) {
    const found = trace(stackOf(state));
    const width = Math.max(300, Math.min(640, stage.clientWidth || 640));
    const shown = Math.floor((width - 2 * LEFT) / FINEST);
    say(sentence(found, shown));
    const svg = s("svg", {
      role: "img",
      "aria-label": `${state.layers} layers over a line of inputs: one output at the top sees ` +
        `${found.size} inputs from the first to the last.`,
    });
    picture(svg, found, width, shown);
    stage.replaceChildren(svg);
  },
});

const stackOf = (state) => Array.from({ length: state.layers }, (_, i) =>
  ["k", "s", "d"].map((letter) => state[`${letter}${i + 1}`]));

// Field and jump by the formula, and the very units that output 0 depends on, row by row,
// from the output (row 0) down to the inputs; unit u of a layer reads s·u + d·t for t = 0 … k − 1.
function trace(layers) {
  let [size, jump] = [1, 1];
  const steps = layers.map(([k, stride, d]) => {
    const added = d * (k - 1) * jump;
    size += added;
    jump *= stride;
    return { added, size, jump };
  });
  const rows = [[0]];
  const edges = [];
  for (const [k, stride, d] of [...layers].reverse()) {
    const seen = new Set();
    const links = [];
    for (const unit of rows[rows.length - 1]) {
      for (let tap = 0; tap < k; tap += 1) {
        links.push([unit, stride * unit + d * tap]);
        seen.add(stride * unit + d * tap);
      }
    }
    edges.push(links);
    rows.push([...seen].sort((a, b) => a - b));
  }
  return { layers, size, jump, steps, rows, edges, used: rows[rows.length - 1].length };
}

function sentence({ size, jump, steps, used }, shown) {
  const sum = steps.map(({ added }) => added).join(" + ");
  const holes = used < size ? ` Only ${used} of these are used: ${size - used} ${size - used === 1 ? "is" : "are"} skipped.` : "";
  const cut = size > shown ? ` The drawing shows the ${shown} in the middle.` : "";
  return `Receptive field: 1 + ${sum} = ${size} inputs. Neighbouring outputs are ${jump} ` +
    `${jump === 1 ? "input" : "inputs"} apart.${holes}${cut}`;
}

function picture(svg, { layers, size, rows, edges }, width, most) {
  const depth = layers.length;
  const shown = Math.min(size, most);
  const margin = Math.max(0, Math.min(3, Math.floor((most - shown) / 2)));
  const step = Math.min(34, (width - 2 * LEFT) / (shown + 2 * margin));
  const middle = width / 2;
  // Jump and centre of each row's unit 0, in inputs; row 0 is the output.
  const jumps = [1];
  const centres = [0];
  for (const [k, stride, d] of layers) {
    centres.push(centres[centres.length - 1] + d * (k - 1) * jumps[jumps.length - 1] / 2);
    jumps.push(jumps[jumps.length - 1] * stride);
  }
  const x = (row, unit) => middle + step * (centres[depth - row] + unit * jumps[depth - row] - (size - 1) / 2);
  const y = (row) => TOP + row * ROW;
  const visible = (px) => px > LEFT && px < width - LEFT;
  const parts = [];
  edges.forEach((links, row) => links.forEach(([from, to]) => {
    const [xa, xb] = [x(row, from), x(row + 1, to)];
    if (visible(xa) && visible(xb)) {
      parts.push(s("line", { x1: xa, y1: y(row), x2: xb, y2: y(row + 1), stroke: "var(--ix-first)", "stroke-opacity": 0.45 }));
    }
  }));
  const radius = Math.max(2.5, Math.min(7, step * 0.36));
  for (let row = 0; row <= depth; row += 1) {
    const on = new Set(rows[row]);
    const inRow = Math.ceil((width / step) / jumps[depth - row]) + 2;
    const from = rows[row][0] - inRow;
    for (let unit = from; unit <= rows[row][rows[row].length - 1] + inRow; unit += 1) {
      const px = x(row, unit);
      if (!visible(px)) continue;
      parts.push(s("circle", { cx: px, cy: y(row), r: radius, fill: on.has(unit) ? "var(--ix-first)" : "var(--ix-paper)",
        stroke: on.has(unit) ? "var(--ix-first)" : "var(--ix-line)", "stroke-width": 1.5 }));
    }
  }
  const label = (row) => (row === 0 ? "output" : row === depth ? "inputs" : `layer ${depth - row}`);
  for (let row = 0; row <= depth; row += 1) {
    parts.push(s("text", { x: LEFT, y: y(row) - 14, style: "fill: var(--ix-soft)" }, label(row)));
  }
  const bottom = y(depth) + 14;
  const [left, right] = [Math.max(LEFT, x(depth, 0) - radius), Math.min(width - LEFT, x(depth, size - 1) + radius)];
  parts.push(s("path", { d: `M${left} ${bottom}v6H${right}v-6`, fill: "none", stroke: "var(--ix-second)", "stroke-width": 2 }),
    s("text", { x: (left + right) / 2, y: bottom + 24, "text-anchor": "middle", "font-weight": 650 }, `${size} ${size === 1 ? "input" : "inputs"}`));
  svg.setAttribute("viewBox", `0 0 ${width} ${bottom + 32}`);
  svg.replaceChildren(...parts);
}
