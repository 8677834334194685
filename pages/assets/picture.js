// A picture of a chart: as it will be saved, by plotly.js in the reader's browser, with a button for each form of file.
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".picture");
  if (root.dataset.held === data.body) return;
  root.dataset.held = data.body;
  root.innerHTML = data.body;
  const made = (make) => plotly(data.plotly).then((Plotly) => make(Plotly, structuredClone(data.figure)))
    .catch(() => { root.querySelector(".said").textContent = data.failed; });
  root.onclick = (event) => {
    const form = event.target.closest("[data-form]")?.dataset.form;
    if (form) made((Plotly, figure) => Plotly.downloadImage(figure, data.forms[form]));
  };
  made(async (Plotly, figure) => { root.querySelector("img").src = await Plotly.toImage(figure, data.forms.svg); });
}
