// A kernel laid on a small picture, place by place: the sum of products, and the map that it fills.

import { interactive, s } from "./frame.js";

const PICTURES = {
  corner: ["00000000", "00000000", "00999900", "00999900", "00990000", "00990000", "00990000", "00000000"],
  ring: ["00000000", "00099000", "00900900", "09000090", "09000090", "00900900", "00099000", "00000000"],
  slope: ["01234567", "01234567", "01234567", "01234567", "01234567", "01234567", "01234567", "01234567"],
};
const KERNELS = {
  "left edge": [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]],
  "top edge": [[-1, -1, -1], [0, 0, 0], [1, 1, 1]],
  sum: [[1, 1, 1], [1, 1, 1], [1, 1, 1]],
  spot: [[0, -1, 0], [-1, 4, -1], [0, -1, 0]],
};
const CELL = 26;
const GAP = 34; // between the picture and the map, or between the one above and the one below

export default interactive({
  title: "Slide the kernel",
  tryThis: "Set padding 1 and find the places where the kernel hangs over the border. Then set " +
    "stride 2: how many places are left, and which rows of the picture are never the middle of " +
    "a window? With dilation 3, what is the least padding that leaves an 8 by 8 map?",
  controls: {
    picture: { label: "Picture", options: Object.keys(PICTURES), value: "corner" },
    kernel: { label: "Kernel", options: Object.keys(KERNELS), value: "left edge" },
    stride: { label: "Stride s", min: 1, max: 3, step: 1, value: 1 },
    padding: { label: "Padding p", min: 0, max: 3, step: 1, value: 0 },
    dilation: { label: "Dilation d", min: 1, max: 3, step: 1, value: 1 },
    place: {
      label: "Place", min: 0, max: (state) => convolve(state).places - 1, step: 1, value: 0,
      format: (at, state) => `(${where(at, convolve(state)).join(", ")})`,
    },
    next: {
      label: "Next place",
      press: (state) => {
        const { places } = convolve(state);
        return { place: places ? (Math.min(state.place, places - 1) + 1) % places : 0 };
      },
    },
  },
  draw(state, { stage, say, change }) {
    const found = convolve(state);
    const [i, j] = where(state.place, found);
    const svg = s("svg", { role: "img" });
    say(sentence(state, found, i, j));
    svg.setAttribute("aria-label", found.places
      ? `A picture of 8 by 8 pixels with padding ${state.padding}, the window of place (${i}, ${j}), and the map of ` +
        `${found.size} by ${found.size}, filled up to that place.`
      : "A picture of 8 by 8 pixels; the kernel does not fit.");
    picture(svg, state, found, i, j, (chosen) => change({ place: chosen }), stage.clientWidth || 640);
    stage.replaceChildren(svg);
  },
});

// The row and column of the place number `at`, or of the last one.
function where(at, { size, places }) {
  const last = Math.max(0, Math.min(at, places - 1));
  return size ? [Math.floor(last / size), last % size] : [0, 0];
}

// The convolution itself: the padded picture, the output's size, and every output.
function convolve({ picture, kernel, stride, padding, dilation }) {
  const x = PICTURES[picture].map((row) => [...row].map(Number));
  const W = KERNELS[kernel];
  const n = x.length;
  const k = W.length;
  const pixel = (r, c) => (r >= 0 && r < n && c >= 0 && c < n ? x[r][c] : 0);
  const size = Math.max(0, Math.floor((n + 2 * padding - dilation * (k - 1) - 1) / stride) + 1);
  const taps = (i, j) => W.flatMap((row, u) => row.map((weight, v) => {
    const [r, c] = [i * stride + u * dilation - padding, j * stride + v * dilation - padding];
    return { weight, r, c, value: pixel(r, c) };
  }));
  const y = Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) =>
    taps(i, j).reduce((sum, { weight, value }) => sum + weight * value, 0)));
  return { n, size, places: size * size, y, taps, pixel };
}

const minus = (value) => String(value).replace("-", "−");

function sentence({ stride, padding, dilation }, { n, size, places, y, taps }, i, j) {
  const law = `⌊(${n} + 2·${padding} − ${dilation}·2 − 1)/${stride}⌋ + 1`;
  if (!places) return `The kernel spans ${2 * dilation + 1} pixels and does not fit.`;
  const used = taps(i, j).filter(({ weight, value }) => weight && value);
  const sum = used.map(({ weight, value }) => `${minus(weight)}·${value}`).join(" + ").replaceAll("+ −", "− ");
  return `The map is ${size} by ${size}, since ${law} = ${size}. Place (${i}, ${j}): ` +
    `${sum || "every product is 0"}${sum ? ` = ${minus(y[i][j])}` : ", so the sum is 0"}.`;
}

function picture(svg, { padding, dilation, stride }, found, i, j, choose, room) {
  const { n, size, y, taps, pixel } = found;
  const side = (n + 2 * padding) * CELL;
  const beside = room >= 520;
  const wide = (n + 6) * CELL;
  const origin = beside ? [wide + GAP, 20] : [(wide - size * CELL) / 2, side + 20 + GAP];
  const inset = beside ? (wide - side) / 2 : (wide - side) / 2;
  const [width, height] = beside
    ? [2 * wide + GAP, 24 + wide] : [wide, origin[1] + Math.max(1, size) * CELL + 4];
  const largest = Math.max(1, ...y.flat().map(Math.abs));
  const cell = (px, py, value, { fill, opacity = 1, dashed = false }, bold = false) => [
    s("rect", { x: px, y: py, width: CELL, height: CELL, fill, "fill-opacity": opacity, stroke: "var(--ix-line)",
      ...(dashed ? { "stroke-dasharray": "2 3" } : {}) }),
    s("text", { x: px + CELL / 2, y: py + CELL / 2 + 4.5, "text-anchor": "middle", ...(bold ? { "font-weight": 700 } : {}) }, minus(value)),
  ];
  const parts = [
    s("text", { x: inset, y: 13 }, padding ? "picture, padded" : "picture"),
    s("text", { x: origin[0], y: origin[1] - 7 }, size ? "map" : "no map"),
  ];
  for (let r = -padding; r < n + padding; r += 1) {
    for (let c = -padding; c < n + padding; c += 1) {
      const inside = r >= 0 && r < n && c >= 0 && c < n;
      parts.push(...cell(inset + (c + padding) * CELL, 20 + (r + padding) * CELL, pixel(r, c),
        { fill: inside ? "var(--ix-soft)" : "none", opacity: inside ? pixel(r, c) / 22 : 0, dashed: !inside }));
    }
  }
  if (size) {
    for (const { weight, r, c } of taps(i, j)) {
      const [px, py] = [inset + (c + padding) * CELL, 20 + (r + padding) * CELL];
      const color = weight > 0 ? "var(--ix-first)" : weight < 0 ? "var(--ix-second)" : "var(--ix-soft)";
      parts.push(
        s("rect", { x: px + 1, y: py + 1, width: CELL - 2, height: CELL - 2, fill: color, "fill-opacity": weight ? 0.22 : 0.05,
          stroke: color, "stroke-width": 2 }),
        s("text", { x: px + CELL - 3, y: py + 9.5, "text-anchor": "end", style: "font-size: 9.5px; font-weight: 700" }, minus(weight)));
    }
  }
  for (let r = 0; r < size; r += 1) {
    for (let c = 0; c < size; c += 1) {
      const at = r * size + c;
      const filled = at <= i * size + j;
      const group = s("g", { onclick: () => choose(at), style: "cursor: pointer" });
      group.append(...cell(origin[0] + c * CELL, origin[1] + r * CELL, filled ? y[r][c] : "",
        { fill: y[r][c] < 0 ? "var(--ix-second)" : "var(--ix-first)", opacity: filled ? 0.45 * Math.abs(y[r][c]) / largest : 0 }));
      parts.push(group);
    }
  }
  if (size) {
    parts.push(s("rect", { x: origin[0] + j * CELL, y: origin[1] + i * CELL, width: CELL, height: CELL, fill: "none",
      stroke: "var(--ix-ink)", "stroke-width": 2.5 }));
  }
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.replaceChildren(...parts);
}
