// The course's home page in JupyterLab: the map of sessions, and the panel at an exercise's end.
//
// JupyterLab loads a prebuilt extension as a module-federation container: an object with `init`,
// which hands over the shared packages, and `get`, which returns the extension. That is little
// enough to write by hand, so no bundler is needed.
(() => {
  let shared;

  // A package that JupyterLab itself has loaded, such as "@lumino/widgets".
  const load = async (name) => (await Object.values(shared[name])[0].get())();

  const STATES = { mastered: "✔ Mastered", open: "● Open", locked: "○ Locked" };

  function h(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else node.setAttribute(key, value);
    }
    node.append(...children);
    return node;
  }

  function card(session, open) {
    const locked = session.state === "locked";
    const about = locked
      ? `Opens when you pass the gate of ${session.missing.join(" and ")}.`
      : `Chapter ${session.minutes} min, gate ${session.gate_minutes} min. ${session.concepts.join(", ")}.`;
    return h("li", { class: `dw-session dw-${session.state}` },
      h("span", { class: "dw-state" }, STATES[session.state]),
      h("h2", {}, `${session.session.split("_")[0]}  ${session.title}`),
      h("p", {}, about),
      ...(locked ? [] : [h("p", { class: "dw-open" },
        h("button", { onclick: () => open(session.chapter) }, "Read the chapter"),
        h("button", { onclick: () => open(session.exercise) },
          session.state === "mastered" ? "Look at the gate again" : "Work on the gate"))]));
  }

  function page(sessions, open) {
    const done = sessions.filter((s) => s.state === "mastered").length;
    return h("div", { class: "dw-page" },
      h("h1", {}, "Depthwise"),
      h("p", {}, "Read a chapter, play with it, then solve its gate. A session opens when the "
        + "gates that it builds on are passed."),
      h("p", { class: "dw-count", role: "status" }, `${done} of ${sessions.length} sessions mastered`),
      h("ol", {}, ...sessions.map((s) => card(s, open))));
  }

  async function activate(app, launcher) {
    const { Widget } = await load("@lumino/widgets");
    const { MainAreaWidget } = await load("@jupyterlab/apputils");
    const { PageConfig, URLExt } = await load("@jupyterlab/coreutils");
    const { ServerConnection } = await load("@jupyterlab/services");
    const settings = ServerConnection.makeSettings();
    const url = URLExt.join(PageConfig.getBaseUrl(), "depthwise", "status");
    const open = (path) => app.commands.execute("docmanager:open", { path });

    const content = new Widget();
    content.addClass("dw-home");
    async function refresh() {
      try {
        const response = await ServerConnection.makeRequest(url, {}, settings);
        if (!response.ok) throw new Error(`the server answered ${response.status}`);
        content.node.replaceChildren(page((await response.json()).sessions, open));
      } catch (error) {
        content.node.replaceChildren(h("p", { role: "alert" },
          `The map could not be read (${error.message}). Is \`course lab\` still running?`));
      }
    }
    let home;
    function show() {
      if (!home || home.isDisposed) {
        home = new MainAreaWidget({ content });
        home.id = "depthwise-home";
        home.title.label = "Course";
        home.title.caption = "The map of the course";
        home.title.closable = true;
        home.disposed.connect(() => { home = undefined; });
      }
      if (!home.isAttached) app.shell.add(home, "main", { mode: "tab-before", activate: false });
      refresh();
      return home;
    }
    // Closing the tab only puts it away: its content is made once.
    content.dispose = () => {};
    app.commands.addCommand("depthwise:home", {
      label: "Course map", caption: "What is mastered, open and locked",
      execute: () => app.shell.activateById(show().id),
    });
    // A panel that has just seen a gate pass says so; other windows see it when they look again.
    window.addEventListener("depthwise:progress", refresh);
    document.addEventListener("visibilitychange", () => { if (!document.hidden && home) refresh(); });
    app.restored.then(show);
  }

  // Run the last cell of an exercise when it is opened, so that its panel is there at once.
  async function showPanels(app, tracker) {
    const { NotebookActions } = await load("@jupyterlab/notebook");
    tracker.widgetAdded.connect(async (_, notebook) => {
      await notebook.revealed;
      await notebook.sessionContext.ready;
      const cell = notebook.content.widgets.find((w) => w.model.id === "gate-panel");
      if (cell) await NotebookActions.runCells(notebook.content, [cell], notebook.sessionContext);
    });
  }

  const extensions = async () => {
    const { INotebookTracker } = await load("@jupyterlab/notebook");
    return [
      { id: "depthwise-home:map", autoStart: true, activate },
      { id: "depthwise-home:panel", autoStart: true, requires: [INotebookTracker], activate: showPanels },
    ];
  };

  (window._JUPYTERLAB ??= {})["depthwise-home"] = {
    init: (scope) => { shared = scope; },
    get: async () => { const made = await extensions(); return () => ({ __esModule: true, default: made }); },
  };

  document.head.append(h("style", {}, `
    .dw-home { overflow: auto; background: var(--jp-layout-color1); color: var(--jp-ui-font-color1); }
    .dw-page { max-width: 46rem; margin: 2.5rem auto; padding: 0 1.5rem; font: 15px/1.5 var(--jp-ui-font-family); }
    .dw-page h1 { font-size: 1.9rem; margin: 0 0 .5rem; }
    .dw-page h2 { font-size: 1.1rem; margin: .1rem 0; }
    .dw-page p { margin: .25rem 0; color: var(--jp-ui-font-color1); }
    .dw-page ol { list-style: none; padding: 0; margin: 1.5rem 0; display: grid; gap: .8rem; }
    .dw-session { border: 1px solid var(--jp-border-color1); border-left: 5px solid var(--jp-border-color1); border-radius: 6px; padding: .8rem 1rem; }
    .dw-mastered { border-left-color: #009e73; } .dw-open { border-left-color: #0072b2; }
    .dw-page .dw-open { margin-top: .6rem; }
    .dw-state { font-size: .85rem; color: var(--jp-ui-font-color1); }
    .dw-page button { font: inherit; margin-right: .6rem; padding: .3rem .9rem; border-radius: 5px; cursor: pointer;
      border: 1px solid var(--jp-border-color0); background: var(--jp-layout-color2); color: inherit; }
    .dw-page button:focus-visible { outline: 3px solid #0072b2; outline-offset: 2px; }
    .jp-RenderedHTMLCommon .admonition, .jp-RenderedHTMLCommon details {
      border: 1px solid var(--jp-border-color1); border-left: 4px solid #0072b2; border-radius: 4px; padding: .5rem 1rem; margin: 1rem 0; }
    .jp-RenderedHTMLCommon .admonition.warning { border-left-color: #d55e00; }
    .jp-RenderedHTMLCommon .admonition-title { font-weight: 650; }
    .jp-RenderedHTMLCommon details > summary { cursor: pointer; font-weight: 600; }
  `));
})();
