// Fold the line: k tent maps, one after the other, and the pieces that come of them.

import { interactive, s } from "./frame.js";

const [WIDTH, HEIGHT, MARGIN] = [440, 230, 26]; // so narrow that the labels stay readable on a phone

export default interactive({
  title: "Fold the line",
  tryThis: "Raise the folds one by one and watch the pieces double. Then set seven folds and " +
    "lower the slope a little below 2: how much of the height is left?",
  controls: {
    depth: { label: "Folds", min: 0, max: 7, step: 1, value: 3 },
    slope: { label: "Slope", min: 1, max: 2, step: 0.01, value: 2, format: (x) => x.toFixed(2) },
  },
  draw({ depth, slope }, { stage, say }) {
    const points = corners(depth, slope);
    const pieces = points.length - 1;
    say(`${depth} ${depth === 1 ? "fold" : "folds"}: ${pieces} ` +
      `${pieces === 1 ? "piece" : "pieces"} from ${2 * depth} units in ${depth} ` +
      `${depth === 1 ? "layer" : "layers"}; one hidden layer needs at least ${pieces - 1}. ` +
      `In the middle the wave is ${spread(points).toFixed(2)} high.`);
    const line = s("polyline", {
      points: points.map(([x, y]) => `${across(x)},${up(y)}`).join(" "),
      fill: "none", stroke: "var(--ix-first)", "stroke-width": 1.8, "stroke-linejoin": "round",
    });
    stage.replaceChildren(s("svg", {
      role: "img", viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      "aria-label": `The folded line: ${pieces} straight pieces between 0 and 1.`,
    }, ...axes(), line));
  },
});

// The tent of the given slope on [0, 1], with its top at 1/2.
const tent = (x, slope) => slope * Math.min(x, 1 - x);

// The corners of the tent applied `depth` times: every corner of one fold stays a corner of the
// next, and a new one appears wherever the line crosses 1/2.
function corners(depth, slope) {
  let points = [[0, 0], [1, 1]];
  for (let fold = 0; fold < depth; fold += 1) {
    const split = [points[0]];
    for (let i = 1; i < points.length; i += 1) {
      const [[xa, ya], [xb, yb]] = [points[i - 1], points[i]];
      if ((ya - 0.5) * (yb - 0.5) < 0) {
        split.push([xa + (xb - xa) * (0.5 - ya) / (yb - ya), 0.5]);
      }
      split.push(points[i]);
    }
    points = split.map(([x, y]) => [x, tent(y, slope)]);
  }
  return points.filter((p, i) => i === 0 || i === points.length - 1 || bends(points, i));
}

function bends(points, i) {
  const [[xa, ya], [x, y], [xb, yb]] = [points[i - 1], points[i], points[i + 1]];
  return Math.abs((y - ya) / (x - xa) - (yb - y) / (xb - x)) > 1e-9;
}

// The height of the wave between a quarter and three quarters of the way.
function spread(points) {
  const inside = points.filter(([x]) => x >= 0.25 && x <= 0.75).map(([, y]) => y);
  const heights = [...inside, heightAt(points, 0.25), heightAt(points, 0.75)];
  return Math.max(...heights) - Math.min(...heights);
}

function heightAt(points, at) {
  const i = points.findIndex(([x]) => x >= at);
  const [[xa, ya], [xb, yb]] = [points[i - 1], points[i]];
  return ya + (yb - ya) * (at - xa) / (xb - xa);
}

const across = (x) => MARGIN + x * (WIDTH - 2 * MARGIN);
const up = (y) => HEIGHT - MARGIN - y * (HEIGHT - 2 * MARGIN);

function axes() {
  const line = (x1, y1, x2, y2) => s("line", { x1, y1, x2, y2, stroke: "var(--ix-line)" });
  const text = (x, y, t, anchor) => s("text", { x, y, "text-anchor": anchor }, t);
  return [
    line(across(0), up(0), across(1), up(0)), line(across(0), up(0), across(0), up(1)),
    text(across(0), up(0) + 20, "0", "middle"), text(across(1), up(0) + 20, "1", "middle"),
    text(across(0.5), up(0) + 20, "x", "middle"), text(across(0) - 8, up(1) + 5, "1", "end"),
    text(across(0) - 8, up(0) + 5, "0", "end"),
  ];
}
