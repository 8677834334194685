// A page of the static edition: each chart is drawn as it comes near the screen, and its marks lead to the pages of what they show;
// what can be copied is copied. Where a chart cannot be drawn, its table stands in its place as it does without scripts.
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
  const near = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    near.disconnect();
    plotly(told.plotly).catch(() => {});  // comes beside the figure; what fails is told where the chart is drawn
    read(told.file).then((data) => charted(frame, { ...told, ...data }, (record) => { if (data.leads[record]) location.assign(data.leads[record]); }, table), table);
  }, { rootMargin: NEAR });
  near.observe(frame);
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
