// The gate's panel at the end of an exercise: Check, a verdict for each task, hints one by one.

const BUSY_AFTER = 3000; // ms without a sign from the kernel

function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

// JupyterLab can be asked to save; elsewhere the student is.
async function save() {
  const lab = globalThis.jupyterapp;
  if (!lab) return "This Jupyter cannot be asked to save: save the notebook yourself before Check.";
  await lab.commands.execute("docmanager:save");
  return "";
}

function taskRow(task, hints) {
  const row = h("li", { class: task.passed ? "gate-passed" : "gate-failed" },
    h("span", { class: "gate-sign", "aria-label": task.passed ? "passed" : "not yet" }, task.passed ? "✔" : "✘"),
    h("span", { class: "gate-task" }, h("strong", {}, task.id), ` ${task.points}/${task.max_points} `, task.message));
  if (!task.passed && hints.length) row.lastChild.append(hintLadder(hints));
  return row;
}

function hintLadder(hints) {
  const list = h("ol", { class: "gate-hints" });
  const more = h("button", { type: "button", onclick: () => {
    const item = h("li", { tabindex: "-1" }, hints[list.children.length]);
    list.append(item);
    item.focus();
    if (list.children.length === hints.length) more.remove();
    else more.textContent = "Another hint";
  } }, "Hint");
  return h("div", {}, list, more);
}

function render({ model, el }) {
  const button = h("button", { type: "button", class: "gate-check" }, "Check");
  const said = h("p", { class: "gate-said", role: "status", "aria-live": "polite" });
  const tasks = h("ul", { class: "gate-tasks" });
  const notes = h("ul", { class: "gate-notes" });
  el.replaceChildren(h("section", { class: "gate", "aria-label": "Gate" },
    h("p", { class: "gate-title" }, `The gate: ${model.get("title")}`), button, said, tasks, notes));
  let waiting;
  let warning = "";

  button.addEventListener("click", async () => {
    try {
      warning = await save();
    } catch (error) {
      said.textContent = `The notebook could not be saved (${error.message}), so it was not checked.`;
      return;
    }
    said.textContent = "Saved. Checking…";
    model.send("check");
    waiting = setTimeout(() => {
      said.textContent = "The kernel is busy with another cell: interrupt it (■), or wait, then press Check again.";
    }, BUSY_AFTER);
  });

  function showChecking() {
    clearTimeout(waiting);
    button.disabled = model.get("checking");
    if (model.get("checking")) said.textContent = `Running your notebook in a clean kernel… ${warning}`;
  }
  function showError() {
    if (model.get("error")) said.textContent = `It could not be checked: ${model.get("error")}`;
  }
  function showVerdict() {
    const verdict = model.get("verdict");
    if (!verdict.tasks) return;
    tasks.replaceChildren(...verdict.tasks.map((t) => taskRow(t, model.get("hints")[t.id] ?? [])));
    const said_of_tests = verdict.hidden_tests ? [] : ["Decided by the visible tests; the hidden ones are your instructor's."];
    notes.replaceChildren(...[...verdict.notes, ...said_of_tests].map((n) => h("li", {}, n)));
    const passed = verdict.tasks.filter((t) => t.passed).length;
    said.textContent = verdict.passed
      ? `The gate is passed.${verdict.opened.map((s) => ` Next session is open: ${s}.`).join("")}`
      : `Not yet: ${passed} of ${verdict.tasks.length} tasks pass. ${warning}`;
    if (verdict.passed) window.dispatchEvent(new CustomEvent("depthwise:progress"));
  }
  const shown = [["change:checking", showChecking], ["change:error", showError], ["change:verdict", showVerdict]];
  for (const [event, f] of shown) model.on(event, f);
  showVerdict();
  return () => { for (const [event, f] of shown) model.off(event, f); };
}

export default { render };
