// How a figure is drawn into its frame and read by keyboard: one text, before `panel.js` in the component's module and before
// `first.js` in the script of the first paint. Nothing is fetched but plotly.js, once for all charts.
const NEAR = "400px";  // below the screen: a chart is drawn before it comes into sight
const plotly = (address) => (window.plotlyComing ??= new Promise((done, failed) => {
  if (window.Plotly) return done(window.Plotly);
  const script = document.createElement("script");
  script.src = new URL(address, document.baseURI).href;
  script.onload = () => done(window.Plotly);
  script.onerror = () => { window.plotlyComing = undefined; script.remove(); failed(); };
  document.head.append(script);
}));

// A figure as a kind of screen has it, this one's unless told: of traces for one kind (pages/charts/labels.py) those of the other are not
// seen, and a chart can be lower on a phone.
const phone = matchMedia("(max-width: 640px)");
function fitted({ data, layout }, screen = phone.matches ? "narrow" : "wide") {
  return { traces: data.map((one) => (one.meta && one.meta !== screen ? { ...one, visible: false } : one)), layout: { ...layout, ...layout.meta?.[screen] } };
}

// Draws `data.figure` into a frame; what stands there from the same figure in the same ink stays. `open` is given a mark's id.
async function draw(frame, data, open) {
  const Plotly = await plotly(data.plotly);
  const chart = frame.querySelector(".drawing"), ink = getComputedStyle(frame).color;
  const drawn = ink + phone.matches + JSON.stringify(data.figure);
  if (chart.drawn !== drawn) {
    chart.drawn = drawn;
    const { traces, layout } = fitted(structuredClone(data.figure));  // plotly.js writes into what it is given
    await Plotly.react(chart, traces, { ...layout, font: { ...layout.font, color: ink }, autosize: true }, { displayModeBar: false, responsive: true });
    chart.querySelectorAll("svg").forEach((one) => one.setAttribute("aria-hidden", "true"));  // its text alternative says it in order
  } else if (chart.clientWidth !== chart._fullLayout.width) {
    await Plotly.Plots.resize(chart);
  }
  chart.removeAllListeners?.("plotly_click");
  chart.on("plotly_click", ({ points }) => { const found = points.find((one) => one.customdata); if (found) open(found.customdata[0]); });
}

// Has a chart drawn once it comes near the screen, and again as the reader's light or the kind of screen changes; gives what ends
// that. `failed` is called where it cannot be drawn.
function charted(frame, data, open, failed = () => {}) {
  const chart = frame.querySelector(".drawing"), said = frame.querySelector(".said");
  chart.onkeydown = keys(chart, said, () => marks(data.figure.data), open);
  const drawn = () => draw(frame, data, open).catch(() => { said.textContent = data.failed; failed(); });
  const watch = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) { watch.disconnect(); drawn(); } }, { rootMargin: NEAR });
  if (chart.drawn) drawn(); else watch.observe(frame);
  const changes = [phone, matchMedia("(prefers-color-scheme: dark)")], fold = frame.closest("details"), again = () => chart.drawn && drawn();
  changes.forEach((one) => one.addEventListener("change", again));
  fold?.addEventListener("toggle", again);  // some browsers lay nothing out in a closed one
  return () => { watch.disconnect(); changes.forEach((one) => one.removeEventListener("change", again)); fold?.removeEventListener("toggle", again); };
}

// What can be opened in a chart, from left to right: each mark once, with its words.
function marks(traces) {
  const found = new Map();
  traces.forEach((trace, curve) => (trace.customdata ?? []).forEach(([id], point) => {
    const said = trace.hovertext ?? trace.hovertemplate, told = Array.isArray(said) ? said[point] : said;
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
