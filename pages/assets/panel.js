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
  if (root.querySelector("form.search")) return masthead(root, data);
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

// The first row of a page: its links become others where they are, with the focus, and the field keeps what its reader writes until
// the address asks for something else. `held`: what it asks for, as far as this page knows.
function masthead(root, { head, query }) {
  const row = root.querySelector(".head"), form = root.querySelector("form"), field = form.querySelector('[type="search"]');
  const made = document.createElement("template");
  made.innerHTML = head;
  const [now, then] = [row, made.content].map((one) => [...one.querySelectorAll("a")]);
  if (now.length === then.length) now.forEach((link, place) => became(link, then[place])); else row.replaceChildren(made.content);
  if (field.held !== query) field.value = field.held = query;
  const search = () => {
    const there = new URL(location.href), words = field.value.trim();
    field.held = words;
    if (words) there.searchParams.set(field.name, words); else there.searchParams.delete(field.name);
    visit(there.href);
  };
  form.onsubmit = (event) => { event.preventDefault(); search(); };
  field.oninput = () => { if (!field.value && field.held) search(); };
  row.onclick = (event) => {
    const link = event.target.closest("a");
    if (!link || link.hreflang || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    visit(link.href);
    document.querySelector('[data-testid="stMain"]').scrollTop = 0;
  };
  const painted = document.querySelector("#first form input");  // in which a reader may have begun to write
  if (painted) document.addEventListener("firstgoes", () => {
    field.value = painted.value;
    if (document.activeElement === painted) queueMicrotask(() => field.focus({ preventScroll: true }));
  }, { once: true });
}

function became(link, other) {
  for (const name of link.getAttributeNames()) if (!other.hasAttribute(name)) link.removeAttribute(name);
  for (const { name, value } of other.attributes) link.setAttribute(name, value);
  if (link.textContent !== other.textContent) link.textContent = other.textContent;
}

// What a link does, within the page: Streamlit's script is told of the new address as the browser tells it after Back.
function visit(address) {
  if (document.querySelector('[data-testid="stApp"]').dataset.testConnectionState !== "CONNECTED") { location.assign(address); return; }
  history[address === location.href ? "replaceState" : "pushState"]({}, "", address);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
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
