// The first paint: its charts are drawn, Streamlit starts after those in sight, and it goes once Streamlit's page is whole, at the
// same place. Streamlit waits for no longer than LONGEST, whatever becomes of plotly.js, and not at all without a chart in sight.
const LONGEST = 3000, FONTS = 1000;  // milliseconds
const first = document.getElementById("first");

function start() {
  const held = document.getElementById("held");
  held?.replaceWith(held.content);
}

function paint() {
  const open = (record) => { const there = new URL(location.href); there.searchParams.set("record", record); location.assign(there); };
  const charts = [...first.querySelectorAll(".chart")].map((frame) => ({ frame, data: JSON.parse(frame.querySelector("script").text) }));
  const inSight = charts.filter(({ frame }) => {
    const { top, bottom } = frame.getBoundingClientRect();
    return top < innerHeight && bottom > 0 && !frame.closest("details:not([open])");
  });
  const tables = () => first.querySelectorAll("noscript").forEach((table) => { table.outerHTML = table.textContent; });
  const drawn = Promise.all(inSight.map(({ frame, data }) => draw(frame, data, open))).catch(tables);
  drawn.then(start);
  drawn.then(() => charts.map(({ frame, data }) => charted(frame, data, open))).then((ends) => { goes.then(() => ends.forEach((end) => end())); });
}

// Once each of its panels is mounted on Streamlit's page, or that has failed.
const goes = new Promise((done) => {
  if (!first) return;
  const names = [...first.querySelectorAll("[data-panel]")].map((panel) => panel.dataset.panel);
  const whole = () => names.every((name) => document.querySelector(`.panel[data-panel="${name}"]:not(#first *)`)) || document.querySelector('[data-testid="stException"]');
  const go = () => {
    const top = window.scrollY;
    document.dispatchEvent(new Event("firstgoes"));
    document.documentElement.classList.remove("waiting");
    first.remove();
    const main = document.querySelector('[data-testid="stMain"]');
    if (main && top) main.scrollTop = top;
    done();
  };
  const watch = new MutationObserver(() => {
    if (!whole()) return;
    watch.disconnect();  // an icon stands as a long word until its font is there
    requestAnimationFrame(() => Promise.race([document.fonts.ready, new Promise((late) => setTimeout(late, FONTS))]).then(go));
  });
  watch.observe(document.body, { childList: true, subtree: true });
});

if (first) {
  document.documentElement.classList.add("waiting");
  setTimeout(start, LONGEST);
  requestAnimationFrame(() => setTimeout(paint));  // the text stands before plotly.js is read
}
