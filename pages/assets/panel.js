// One panel: a chart, a table, or both, as the server wrote them.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".panel");
  const open = (record) => setTriggerValue("pick", record);
  const place = (name, html) => {
    const spot = root.querySelector(`.${name}`);
    if (spot.dataset.held !== html) { spot.dataset.held = html; spot.innerHTML = html; }
  };
  root.dataset.panel = data.name;
  place("head", data.head);
  place("body", data.body);
  place("under", data.under);
  place("foot", data.foot);
  root.onclick = (event) => {
    const take = event.target.closest("[data-take]");
    if (take) setTriggerValue("take", take.dataset.take);
    const link = event.target.closest("a[data-record], a[data-view]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (link.dataset.record) open(link.dataset.record); else setTriggerValue("go", link.getAttribute("href"));
  };
  const heading = root.querySelector("h1"), skip = document.querySelector('[data-testid="stSkipToContent"]');
  if (heading && skip) skip.onclick = (event) => { event.preventDefault(); event.stopPropagation(); heading.tabIndex = -1; heading.focus(); };
  const frame = root.querySelector(".chart");
  frame.hidden = !data.figure;
  if (!data.figure) return;
  let end = () => {};
  const begin = () => {  // with the chart that the first paint has drawn, as it goes
    const own = frame.querySelector(".drawing"), drawn = document.querySelector(`#first [data-panel="${data.name}"] .drawing`);
    if (drawn?.drawn) own.replaceWith(drawn);
    const chart = frame.querySelector(".drawing");
    chart.setAttribute("aria-label", data.alt);
    chart.style.minHeight = `${data.figure.layout.height}px`;
    end = charted(frame, data, open);
  };
  if (!document.getElementById("first")) { begin(); return () => end(); }
  document.addEventListener("firstgoes", begin, { once: true });
  return () => { document.removeEventListener("firstgoes", begin); end(); };
}
