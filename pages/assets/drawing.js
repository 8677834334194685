// What draws the charts of the static edition, after `draw.js`, `picture.js` and `still.js`: in a browser that the command starts, which
// asks for one after the other until there is none. A drawing goes back in its forms, one after the other, with the size of each.
const image = new Image();
for (let job; (job = await fetch("job")).status === 200;) {
  const data = await job.json();
  try {
    await plotly(data.plotly);
    Math.random = repeated();
    const forms = Object.entries(data.widths ? await stills(data) : await inForms(data, image)).map(([form, made]) => [form, new Blob([made])]);
    URL.revokeObjectURL(image.src);
    await told(`drawn?${new URLSearchParams(forms.map(([form, made]) => [form, made.size]))}`, new Blob(forms.map(([, made]) => made)));
  } catch (error) {
    await told(error?.told ? "unreadable" : "failed", String(error?.stack ?? error));
  }
}

function told(what, body) { return fetch(what, { method: "POST", body }); }

// What plotly.js names its parts by, the same each time, so that the same chart is the same file.
function repeated() {
  let last = 1;
  return () => (last = last * 48271 % 2147483647) / 2147483647;
}
