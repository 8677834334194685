// A page of the static edition: a chart that stands there already is drawn anew once someone points at it or comes to it, any other as
// it comes near the screen; its marks lead to the pages of what they show. Where it cannot be drawn, its table stands in its place as
// it does without scripts. What can be copied is copied.
const LEAST = 0.85;  // how much smaller than drawn, or larger, a chart stands before it is drawn anew
for (const year of document.querySelectorAll(".years [aria-current]")) {
  const row = year.parentElement;  // which scrolls where the screen is narrow
  row.scrollLeft = year.offsetLeft - row.offsetLeft - row.clientWidth / 2;
}
for (const button of document.querySelectorAll("button[data-done]")) button.hidden = false;
document.addEventListener("click", (event) => {
  const copy = event.target.closest("button[data-done]");
  if (copy) copied(copy, copy.closest(".data") ?? copy.closest(".panel"));
});
for (const frame of document.querySelectorAll(".chart")) {
  const told = JSON.parse(frame.querySelector("script").text);
  const table = () => frame.parentElement.querySelectorAll(":scope > noscript").forEach((held) => { held.outerHTML = held.textContent; });
  const near = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting) && !stands(frame)) begin(); }, { rootMargin: NEAR });
  const touched = ["pointerenter", "focusin"], sized = new ResizeObserver(() => { near.unobserve(frame); near.observe(frame); });
  const begin = () => {
    near.disconnect();
    sized.disconnect();
    touched.forEach((what) => frame.removeEventListener(what, begin));
    plotly(told.plotly).catch(() => {});  // comes beside the figure; what fails is told where the chart is drawn
    read(told.file).then((data) => charted(frame, { ...told, ...data }, (record) => { if (data.leads[record]) location.assign(data.leads[record]); }, table), table);
  };
  sized.observe(frame);
  touched.forEach((what) => frame.addEventListener(what, begin));
}

// Whether a chart stands there already, about as large as it is drawn for this kind of screen.
function stands(frame) {
  const still = [...frame.querySelectorAll(".still")].find((one) => one.clientWidth);
  return still && still.clientWidth >= LEAST * still.viewBox.baseVal.width && still.clientWidth <= still.viewBox.baseVal.width / LEAST;
}

// The search, from the moment that a reader goes into its field or comes with words for it.
for (const form of document.querySelectorAll("form.search")) {
  const field = form.querySelector("input"), asked = location.hash.startsWith("#q=") ? decodeURIComponent(location.hash.slice(3)) : "";
  let begun;
  const start = () => { begun ??= read(form.dataset.script).then(({ begin }) => begin(form, read)); };
  form.hidden = false;
  field.addEventListener("focus", start);
  if (asked) { field.value = asked; start(); }
}

// What a file hands over that is a script, the figure of a chart or what is searched: from a folder nothing else can be read.
function read(file) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = file;
    script.onload = () => { done(window.handed); script.remove(); };
    script.onerror = failed;
    document.head.append(script);
  });
}
