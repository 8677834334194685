// What draws the pictures of the static edition, after `draw.js` and `picture.js`: in a browser that the command starts, which asks
// for one after the other until there is none.
const image = new Image();
for (let job; (job = await fetch("job")).status === 200;) {
  const data = await job.json();
  try {
    await plotly(data.plotly);
    Math.random = repeated();
    const { svg, png } = await inForms(data, image);
    URL.revokeObjectURL(image.src);
    await told(`drawn?svg=${svg.size}`, new Blob([svg, png]));
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
