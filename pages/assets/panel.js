// One panel: a chart, a table, or both, as the server wrote them; or the evidence, in a dialog.
let from = null;  // what had the focus as the dialog was opened: there it returns, from whichever record the dialog has come to

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".panel");
  if (!root.firstChild) root.innerHTML = data.frame;
  const dialog = parentElement.closest('[role="dialog"]');
  const open = (record) => { if (!dialog) from = document.activeElement; setTriggerValue("pick", record); };
  const place = (name, html) => {
    const spot = root.querySelector(`.${name}`);
    if (!spot || spot.dataset.held === html) return;
    const open = spot.querySelector(".data")?.open;  // of the files under a panel, which change with the filters
    spot.dataset.held = html;
    spot.innerHTML = html;
    if (open) spot.querySelector(".data")?.setAttribute("open", "");
  };
  root.dataset.panel = data.name;
  document.documentElement.lang = data.language;
  ["fold", "head", "body", "under", "foot"].forEach((name) => place(name, data[name]));
  root.onclick = (event) => {
    const take = event.target.closest("[data-take]");
    if (take) setTriggerValue("take", take.dataset.take);
    const copy = event.target.closest("[data-done]");
    if (copy) copied(copy, copy.closest(".data") ?? root);
    const link = event.target.closest("a[data-record], a[data-view]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (link.dataset.record) open(link.dataset.record); else setTriggerValue("go", link.getAttribute("href"));
  };
  if (dialog) return within(dialog);
  const heading = root.querySelector("h1"), skip = document.querySelector('[data-testid="stSkipToContent"]');
  if (heading && skip) skip.onclick = (event) => { event.preventDefault(); event.stopPropagation(); heading.tabIndex = -1; heading.focus(); };
  if (heading) heading.closest("main")?.setAttribute("tabindex", "-1");  // what is within it has stops enough
  const frame = root.querySelector(".chart"), fold = root.querySelector(":scope > details");
  frame.hidden = !data.figure;
  let end = () => {};
  const begin = () => {  // as the first paint goes: what its reader has opened stays open, and the chart that it has drawn stands
    const painted = document.querySelector(`#first [data-panel="${data.name}"]`);
    if (painted && fold) fold.open = painted.querySelector("details").open;
    if (!data.figure) return;
    const own = frame.querySelector(".drawing"), drawn = painted?.querySelector(".drawing");
    if (drawn?.drawn) own.replaceWith(drawn);
    const chart = frame.querySelector(".drawing");
    chart.setAttribute("aria-label", data.alt);
    const { height, meta } = data.figure.layout;
    chart.style.setProperty("--high", `${height}px`);
    chart.style.setProperty("--low", `${meta?.narrow.height ?? height}px`);
    end = charted(frame, data, open);
  };
  if (!document.getElementById("first")) { begin(); return () => end(); }
  document.addEventListener("firstgoes", begin, { once: true });
  return () => { document.removeEventListener("firstgoes", begin); end(); };
}

// In a dialog the focus begins at its heading; once no dialog is open it goes back to where it came from, or to what leads there.
function within(dialog) {
  const heading = dialog.querySelector("h2"), two = (then) => requestAnimationFrame(() => requestAnimationFrame(then));
  if (heading && !heading.hasAttribute("tabindex")) { heading.tabIndex = -1; heading.focus(); }
  return () => two(() => {
    if (!from || document.querySelector('[role="dialog"]') || document.activeElement !== document.body) return;
    (from.isConnected ? from : document.querySelector(`.panel a[data-record="${CSS.escape(from.dataset.record ?? "")}"]`))?.focus();
  });
}
