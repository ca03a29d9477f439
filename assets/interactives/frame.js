// The parts that every interactive is made of: a titled frame, controls, SVG, a spoken result.

const SVG = "http://www.w3.org/2000/svg";

// Make an element: h("label", {class: "x", onclick: f}, child, "text").
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

// Make an SVG element in the same way.
export function s(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

// Build the frame inside `el`. Returns its places: `stage` for the picture, `controls` for
// inputs, and `say(text)`, which shows the current result and tells it to screen readers;
// `say(text, { quiet: true })` only shows it, for results that change many times a second.
export function frame(el, { title, tryThis }) {
  const stage = h("div", { class: "ix-stage" });
  const controls = h("div", { class: "ix-controls" });
  const result = h("p", { class: "ix-result", role: "status", "aria-live": "polite" });
  el.replaceChildren(
    h("section", { class: "ix", "aria-label": title },
      h("p", { class: "ix-title" }, title), stage, result, controls,
      h("p", { class: "ix-try" }, h("strong", {}, "Try: "), tryThis)));
  const say = (text, { quiet = false } = {}) => {
    result.setAttribute("aria-live", quiet ? "off" : "polite");
    result.textContent = text;
  };
  return { stage, controls, say };
}

// A labelled slider that shows its value; `onInput(number)` is called on each move.
// `set(number)` moves it without a call; `limit(number)` sets another end of its range.
export function slider({ label, min, max, step, value, format = String, onInput }) {
  const output = h("output", {}, format(value));
  const input = h("input", { type: "range", min, max, step, value, "aria-label": label });
  const set = (x) => {
    input.value = x;
    output.textContent = format(x);
    input.setAttribute("aria-valuetext", format(x));
  };
  const limit = (x) => {
    input.max = x;
    input.disabled = x < min;
  };
  input.addEventListener("input", () => { set(Number(input.value)); onInput(Number(input.value)); });
  set(value);
  return { node: h("label", { class: "ix-slider" }, h("span", {}, label), input, output), set, limit };
}

// A labelled list of choices; `onChange(string)`.
export function choice({ label, options, value, onChange }) {
  const select = h("select", { onchange: () => onChange(select.value) },
    ...options.map((o) => h("option", { value: o }, o)));
  select.value = value;
  return { node: h("label", { class: "ix-choice" }, h("span", {}, label), select),
    set: (x) => { select.value = x; } };
}

export function button(label, onClick) {
  return h("button", { type: "button", class: "ix-button", onclick: onClick }, label);
}

// An interactive that is a function of its state, for a module's `export default`.
//   controls: {key: spec}, in their order; a spec has a `label` and is
//     a slider      {min, max, step, value, format: (value, state) => text}, where max may be a
//                   function of the state, or {values: [...], value} over given numbers,
//     a choice      {options: [...], value}, or {options, of: (state) => option,
//                   choose: (option) => changes} for one that sets others, or
//     a button      {press: (state) => changes}, whose label may be a function of the state.
//     `when: (state) => boolean` hides a control while it is false; `also: {key: value}` is what
//     changes with it.
//   start: what else the state holds, as numbers and strings.
//   draw(state, place): shows it, in place.stage and by place.say; called after every change.
//     What is drawn may change the state as well: place.change({key: value}).
// The frame adds a way back to the start and, in the book, a link that restores the state.
export function interactive({ title, tryThis, controls, start = {}, draw }) {
  return {
    render({ model, el }) {
      const first = { ...start };
      for (const [key, spec] of Object.entries(controls)) if ("value" in spec) first[key] = spec.value;
      for (const key of Object.keys(first)) first[key] = model.get(key) ?? first[key];
      const state = { ...first, ...linkedState(el, first) };
      const place = frame(el, { title, tryThis });
      const link = h("a", { class: "ix-link" }, "Link to this state");

      const show = () => {
        for (const [key, { when, of, max, label }] of Object.entries(controls)) {
          made[key].node.hidden = when ? !when(state) : false;
          if (typeof label === "function") made[key].node.textContent = label(state);
          if (of) made[key].set(of(state));
          if (typeof max === "function") {
            made[key].limit(max(state));
            made[key].set(Math.min(state[key], max(state)));
          }
        }
        draw(state, { ...place, change });
        link.href = `#${el.dataset.interactive}?${new URLSearchParams(state)}`;
      };
      let saving = null; // a few times a second at most: in JupyterLab it is a message to the kernel
      const save = () => {
        saving = null;
        model.save_changes();
      };
      const change = (changes) => {
        Object.assign(state, changes);
        for (const [key, value] of Object.entries(changes)) {
          made[key]?.set(value);
          model.set(key, value);
        }
        saving ??= setTimeout(save, 200);
        show();
      };
      const made = {};
      for (const [key, spec] of Object.entries(controls)) {
        made[key] = control(key, spec, state, (changes) => change({ ...changes, ...spec.also }));
      }
      const back = button("Back to the start", () => change(first));
      const foot = h("div", { class: "ix-foot" }, back, ...(el.dataset.interactive ? [link] : []));
      place.controls.append(...rows(controls, made), foot);
      window.addEventListener("hashchange", () => change(linkedState(el, first)));
      show();
      let width = place.stage.clientWidth;
      new ResizeObserver(() => {
        if (place.stage.clientWidth !== width) show();
        width = place.stage.clientWidth;
      }).observe(place.stage);
    },
  };
}

// The controls in their order, with buttons that follow each other in one row.
function rows(controls, made) {
  const found = [];
  let buttons = null;
  for (const [key, { press }] of Object.entries(controls)) {
    if (press && !buttons) found.push((buttons = h("div", { class: "ix-buttons" })));
    if (press) buttons.append(made[key].node);
    else found.push(made[key].node);
    if (!press) buttons = null;
  }
  return found;
}

function control(key, spec, state, change) {
  const { label, values, options, press, of, choose, format = String, max } = spec;
  const value = state[key];
  if (choose) return choice({ label, options, value: of(state), onChange: (x) => change(choose(x)) });
  if (press) return { node: button(String(label), () => change(press(state))), set: () => {} };
  if (options) return choice({ label, options, value, onChange: (x) => change({ [key]: x }) });
  if (!values) {
    const end = typeof max === "function" ? max(state) : max;
    return slider({ ...spec, max: end, value, format: (x) => format(x, state), onInput: (x) => change({ [key]: x }) });
  }
  const nearest = (x) => values.reduce((best, v, i) => Math.abs(v - x) < Math.abs(values[best] - x) ? i : best, 0);
  const made = slider({
    label, min: 0, max: values.length - 1, step: 1, value: nearest(value),
    format: (i) => String(values[i]), onInput: (i) => change({ [key]: values[i] }),
  });
  return { node: made.node, set: (x) => made.set(nearest(x)) };
}

// What the page's address says of this interactive: the part of `first` that it names.
function linkedState(el, first) {
  const [name, query] = location.hash.slice(1).split("?");
  if (!query || name !== el.dataset.interactive) return {};
  const said = [...new URLSearchParams(query)].filter(([key]) => key in first);
  queueMicrotask(() => el.scrollIntoView());
  return Object.fromEntries(said.map(([key, x]) => [key, typeof first[key] === "number" ? Number(x) : x]));
}

const RAISED = Object.fromEntries([..."-0123456789"].map((c, i) => [c, [..."⁻⁰¹²³⁴⁵⁶⁷⁸⁹"][i]]));

// A number as it is read: so many digits, with a power of ten where it is far from 1.
export function short(x, digits = 2) {
  if (x === 0 || !Number.isFinite(x)) return String(x);
  if (Math.abs(x) >= 0.001 && Math.abs(x) < 10000) return String(Number(x.toPrecision(digits))).replace("-", "−");
  const [front, power] = x.toExponential(digits - 1).split("e");
  return `${front.replace("-", "−")} × 10${[...String(Number(power))].map((c) => RAISED[c]).join("")}`;
}

// Mulberry32: a small seeded generator of numbers in [0, 1).
export function randomNumbers(seed) {
  let a = (seed * 2654435761 + 12345) >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
