// Choose an architecture: six questions, whole points for and against, and what was measured.

import { h, interactive, s } from "./frame.js";

const NAMES = { mlp: "MLP", cnn: "CNN", gru: "GRU", attention: "attention", gnn: "GNN" };

// For each answer: the points of each architecture with the reason, or OUT where a wrong wager is a ceiling.
const OUT = -Infinity;
const QUESTIONS = {
  symmetry: { label: "Symmetry", answers: {
    "shifts": { mlp: [-1, "must learn every place by itself"], cnn: [3, "one kernel at every place"],
      gru: [1, "one rule at every step"], gnn: [-1, "knows no directions on a grid"] },
    "any order": { mlp: [OUT, "its answer depends on the numbering"], cnn: [OUT, "its answer depends on the numbering"],
      gru: [OUT, "its answer depends on the numbering"], attention: [2, "a set, if places are not marked"],
      gnn: [3, "equivariant to every order"] },
    "none known": { mlp: [2, "wagers nothing"], cnn: [-1, "wagers on shifts"], gru: [-1, "wagers on an order"],
      attention: [1, "finds by content what belongs together"], gnn: [-1, "wagers on edges"] },
  } },
  locality: { label: "Locality", answers: {
    "near by": { cnn: [2, "small windows"], gru: [1, "the last steps are nearest to its state"],
      attention: [-1, "has to learn what is near"] },
    "along edges": { mlp: [-1, "cannot use the edges"], cnn: [-1, "cannot use the edges"], gru: [-1, "cannot use the edges"],
      gnn: [3, "sends messages along them"] },
    "anywhere": { mlp: [1, "sees all at once"], cnn: [-1, "sees its field only"], attention: [2, "sees all at once"],
      gnn: [-1, "sees as far as it has layers"] },
  } },
  range: { label: "Range", answers: {
    "short": { cnn: [1, "a few layers see it"], gru: [1, "a few steps of gradient"], gnn: [1, "two or three layers do"] },
    "long": { cnn: [-1, "needs depth, strides or dilations"], gru: [-1, "gradients vanish over many steps"],
      attention: [2, "one step to any place"], gnn: [-2, "oversmoothing"] },
  } },
  streaming: { label: "Streaming", answers: {
    "no": {},
    "yes": { mlp: [-2, "needs the whole input"], gru: [3, "one small state, the same cost at every step"],
      attention: [-2, "keeps and rereads the whole past"], gnn: [-1, "needs the whole graph"] },
  } },
  data: { label: "Data", answers: {
    "little": { mlp: [-1, "short of examples"], cnn: [1, "true wagers are worth examples"],
      gru: [1, "true wagers are worth examples"], attention: [-2, "short of examples"], gnn: [1, "true wagers are worth examples"] },
    "some": {},
    "much": { mlp: [1, "what is not wagered can be bought"], attention: [2, "what is not wagered can be bought"] },
  } },
  cost: { label: "Tight on", answers: {
    "nothing": {},
    "latency": { mlp: [2, "one product a layer"], cnn: [1, "all places at once"], gru: [-2, "step waits for step"] },
    "memory": { mlp: [-1, "a weight for each pair"], cnn: [1, "weights are shared"], gru: [2, "keeps one state"],
      attention: [-2, "keeps all places, and their pairs"] },
  } },
};

const EXAMPLES = {
  "a sound": ["shifts", "near by", "short", "no", "little", "nothing"],
  "a sensor": ["shifts", "near by", "short", "yes", "little", "memory"],
  "molecules": ["any order", "along edges", "short", "no", "little", "nothing"],
  text: ["none known", "anywhere", "long", "no", "much", "nothing"],
  "a table": ["none known", "anywhere", "short", "no", "some", "latency"],
};

const answersOf = (name) => Object.fromEntries(Object.keys(QUESTIONS).map((key, i) => [key, EXAMPLES[name][i]]));

const exampleOf = (state) => Object.keys(EXAMPLES).find((name) =>
  Object.entries(answersOf(name)).every(([key, answer]) => state[key] === answer)) ?? "my own";

export default interactive({
  title: "Which architecture?",
  tryThis: "Begin with the sound and ask for streaming and then for little memory: at which answer does the GRU " +
    "overtake the CNN? Then look for two answers that together speak for attention.",
  controls: {
    example: {
      label: "Example", options: [...Object.keys(EXAMPLES), "my own"], of: exampleOf,
      choose: (name) => (name in EXAMPLES ? answersOf(name) : {}),
    },
    ...Object.fromEntries(Object.entries(QUESTIONS).map(([key, { label, answers }]) =>
      [key, { label, options: Object.keys(answers), value: answersOf("a sound")[key] }])),
  },
  // % right in the chapter's comparison, which gives its own run's
  start: { mlp_right: 32, cnn_right: 98, gru_right: 87, attention_right: 49, gnn_right: 52 },
  draw(state, { stage, say }) {
    const found = recommend(state);
    const svg = s("svg", { role: "img", style: "max-width: 480px" });
    svg.setAttribute("aria-label", found.ranked.map(({ key, points }) =>
      `${NAMES[key]}: ${points === OUT ? "ruled out" : `${points} points`}, ${state[`${key}_right`]}% right on the chapter's sounds`).join("; "));
    say(sentence(found));
    picture(svg, found, state);
    stage.replaceChildren(svg, h("ul", {}, ...found.reasons.map(({ points, answer, why }) =>
      h("li", {}, `${signed(points)} for “${answer}”: ${why}`))));
  },
});

// Add up the points of each architecture; `ranked` from the most to the least, `best` all with the most.
function recommend(state) {
  const ranked = Object.keys(NAMES).map((key) => {
    const terms = Object.entries(QUESTIONS).map(([question, { label, answers }]) => {
      const [points, why] = answers[state[question]][key] ?? [0, ""];
      return { points, why, answer: `${label.toLowerCase()}: ${state[question]}` };
    });
    return { key, points: terms.reduce((sum, term) => sum + term.points, 0), terms };
  }).sort((a, b) => b.points - a.points);
  const best = ranked.filter(({ points }) => points === ranked[0].points);
  return { ranked, best: best.map(({ key }) => key), reasons: ranked[0].terms.filter(({ points }) => points !== 0) };
}

const signed = (points) => (points > 0 ? `+${points}` : `−${Math.abs(points)}`);
const several = (points) => `${points} ${Math.abs(points) === 1 ? "point" : "points"}`;

function sentence({ ranked, best }) {
  if (best.length > 1) {
    return `A tie at ${several(ranked[0].points)}: ${best.map((key) => NAMES[key]).join(" and ")}. Measure both. ` +
      `The reasons below are those for ${NAMES[ranked[0].key]}.`;
  }
  return `Begin with ${NAMES[best[0]]}: ${several(ranked[0].points)}, before ${NAMES[ranked[1].key]} with ` +
    `${ranked[1].points}. Then measure it against the baseline that wagers least, an MLP.`;
}

const [WIDTH, ROW, TOP, ZERO, UNIT] = [360, 28, 26, 150, 12]; // narrow, so that it stays readable on a phone

function picture(svg, { ranked, best }, state) {
  const height = TOP + ranked.length * ROW + 6;
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${height}`);
  const text = (x, y, t, anchor = "start") => s("text", { x, y, "text-anchor": anchor }, t);
  const parts = [
    text(ZERO, 14, "points", "middle"), text(WIDTH - 4, 14, "measured on the sounds", "end"),
    s("line", { x1: ZERO, y1: TOP - 4, x2: ZERO, y2: height - 4, stroke: "var(--ix-line)" }),
  ];
  ranked.forEach(({ key, points }, i) => {
    const y = TOP + i * ROW;
    const out = points === OUT;
    const length = out ? 0 : points * UNIT;
    const shown = out ? "ruled out" : points < 0 ? `−${-points}` : `${points}`;
    parts.push(text(4, y + 15, NAMES[key]), text(WIDTH - 4, y + 15, `${state[`${key}_right`]}%`, "end"),
      s("rect", { x: Math.min(ZERO, ZERO + length), y: y + 2, width: Math.abs(length), height: 17,
        fill: best.includes(key) ? "var(--ix-first)" : "var(--ix-soft)" }),
      text(length < 0 ? ZERO + 6 : ZERO + length + 6, y + 15, shown));
  });
  svg.replaceChildren(...parts);
}
