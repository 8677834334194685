// One panel: a chart, a table, or both, as the server wrote them. Nothing is fetched but plotly.js, once for all panels.
const NEAR = "400px";  // below the screen: a chart is drawn before it comes into sight
const plotly = (address) => (window.plotlyComing ??= new Promise((done, failed) => {
  const script = document.createElement("script");
  script.src = new URL(address, document.baseURI).href;
  script.onload = () => done(window.Plotly);
  script.onerror = () => { window.plotlyComing = undefined; script.remove(); failed(); };
  document.head.append(script);
}));

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
    const link = event.target.closest("a[data-record]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(link.dataset.record);
  };
  const frame = root.querySelector(".chart");
  frame.hidden = !data.figure;
  if (!data.figure) return;
  const chart = frame.querySelector(".drawing"), said = frame.querySelector(".said");
  chart.setAttribute("aria-label", data.alt);
  chart.style.minHeight = `${data.figure.layout.height}px`;
  const draw = () => plotly(data.plotly).then(async (Plotly) => {
    const ink = getComputedStyle(root).color;
    const layout = { ...data.figure.layout, font: { ...data.figure.layout.font, color: ink }, autosize: true };
    await Plotly.react(chart, data.figure.data, layout, { displayModeBar: false, responsive: true });
    chart.removeAllListeners?.("plotly_click");
    chart.on("plotly_click", ({ points }) => { const found = points.find((one) => one.customdata); if (found) open(found.customdata[0]); });
    frame.dataset.drawn = "yes";
  }).catch(() => { said.textContent = data.failed; });
  chart.onkeydown = keys(chart, said, () => marks(data.figure.data), open);
  if (frame.dataset.drawn) { draw(); } else {
    const watch = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) { watch.disconnect(); draw(); } }, { rootMargin: NEAR });
    watch.observe(frame);
  }
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const again = () => frame.dataset.drawn && draw();
  scheme.addEventListener("change", again);
  return () => scheme.removeEventListener("change", again);
}

// What can be opened in a chart, from left to right: each mark once, with its words.
function marks(traces) {
  const found = new Map();
  traces.forEach((trace, curve) => (trace.customdata ?? []).forEach(([id], point) => {
    const told = [trace.hovertext].flat()[point] ?? trace.hovertext ?? trace.hovertemplate;
    if (!id || typeof told !== "string" || trace.hoverinfo === "none" || found.has(id)) return;
    const words = told.replace(/<extra>.*/s, "").replace(/<br>/g, ", ").replace(/<[^>]+>/g, "");
    const plain = new DOMParser().parseFromString(words, "text/html").body.textContent;
    found.set(id, { id, words: plain, at: trace.x[point], curve, point });
  }));
  return [...found.values()].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

// Arrow keys go from mark to mark and say it; Enter opens its evidence.
function keys(chart, said, all, open) {
  let place = -1;
  return (event) => {
    const known = all(), step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const to = step ? place + step : { Home: 0, End: known.length - 1 }[event.key];
    if (known.length && to !== undefined) {
      event.preventDefault();
      place = Math.min(Math.max(to, 0), known.length - 1);
      const { words, curve, point } = known[place];
      said.textContent = `${words} (${place + 1} / ${known.length})`;
      window.Plotly?.Fx.hover(chart, [{ curveNumber: curve, pointNumber: point }]);
    } else if (event.key === "Enter" && known[place]) {
      event.preventDefault();
      open(known[place].id);
    }
  };
}
