// A picture of a chart, made in the reader's browser: title over the width, what is measured, the chart as large as there is room for,
// its foot. Its letters are in it, and so is all that it needs; it is saved as it is shown.
const MARGIN = 48, GAP = 14, SMALLEST = 30, LINES = 2, LEAST = 240;  // pixels; a title of more lines is set smaller, a chart never is lower
const SVG = "http://www.w3.org/2000/svg";

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".picture");
  if (root.dataset.held === data.body) return;
  root.dataset.held = data.body;
  root.innerHTML = data.body;
  const said = root.querySelector(".said"), image = root.querySelector("img");
  const failed = (error) => { said.textContent = error.told ?? data.failed; image.remove(); root.querySelector(".take").remove(); };
  const made = inForms(data, image);
  made.catch(failed);
  root.onclick = async (event) => {
    const form = event.target.closest("[data-form]")?.dataset.form;
    if (!form) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL((await made)[form]);
    link.download = `${data.stem}.${form}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
}

// The picture in each form; `image` comes to show it.
async function inForms(data, image) {
  const svg = new Blob([await picture(data)], { type: "image/svg+xml" });
  image.src = URL.createObjectURL(svg);
  await image.decode();
  return { svg, png: await drawn(image) };
}

// The whole picture as text.
async function picture(data) {
  const { size, words, style } = data, wide = size.width - 2 * MARGIN;
  const texts = [words.title, words.measure, ...words.foot];
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  await Promise.all(Object.values(style).map((one) => document.fonts.load(font(one), texts.join(""))));
  if (!readable(brush, texts.join(""), font(style.foot))) throw Object.assign(new Error("no font"), { told: data.unreadable });
  const heading = { ...style.title };
  while (heading.size > SMALLEST && lines(brush, words.title, heading, wide).length > LINES) heading.size -= 2;
  const title = lines(brush, words.title, heading, wide), measure = lines(brush, words.measure, style.measure, wide);
  const foot = words.foot.flatMap((text) => lines(brush, text, style.foot, wide));
  const made = document.implementation.createDocument(SVG, "svg");
  const svg = set(made.documentElement, { "xml:lang": data.language });
  add(svg, "title").textContent = words.title;
  add(svg, "style").textContent = (await Promise.all(data.fonts.map(embedded))).join("\n");
  add(svg, "rect", { width: "100%", height: "100%", fill: data.paper });
  let y = write(svg, title, heading, MARGIN) + (measure.length ? GAP / 2 : 0);
  y = write(svg, measure, style.measure, y) + GAP;
  const below = Math.max(size.height - MARGIN - foot.length * step(style.foot), y + LEAST + GAP);
  const height = write(svg, foot, style.foot, below) + MARGIN;
  set(svg, { width: size.width, height, viewBox: `0 0 ${size.width} ${height}` });
  svg.append(await chart(data, { x: MARGIN, y, width: wide, height: below - GAP - y }));
  return new XMLSerializer().serializeToString(made);
}

// The chart as on a page, only larger: never lower or narrower than it was made for, so that no label comes to lie on another.
async function chart(data, place) {
  const Plotly = await plotly(data.plotly), figure = structuredClone(data.figure);
  const scale = Math.min(data.larger, place.height / figure.layout.height);
  const size = { width: Math.round(place.width / scale), height: Math.round(place.height / scale) };
  const address = await Plotly.toImage({ ...figure, layout: { ...figure.layout, ...size } }, { format: "svg", ...size });
  const drawn = new DOMParser().parseFromString(decodeURIComponent(address.slice(address.indexOf(",") + 1)), "image/svg+xml").documentElement;
  return set(drawn, { ...place, viewBox: `0 0 ${size.width} ${size.height}`, style: "" });
}

// The picture on a canvas, pixel for pixel.
function drawn(image) {
  const canvas = Object.assign(document.createElement("canvas"), { width: image.naturalWidth, height: image.naturalHeight });
  canvas.getContext("2d").drawImage(image, 0, 0);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

// A font as a rule of style that needs no address.
async function embedded({ family, url }) {
  const answer = await fetch(new URL(url, document.baseURI));
  if (!answer.ok) throw new Error(url);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return `@font-face { font-family: "${family}"; font-weight: 200 900; src: url(data:font/woff2;base64,${btoa(text)}) format("woff2"); }`;
}

// A text on lines that are no wider than `wide`; a word that is longer than a line goes on in the next.
function lines(brush, text, style, wide) {
  brush.font = font(style);
  const found = [], fits = (line) => brush.measureText(line.trimEnd()).width <= wide;
  for (const word of text.split(/(?<=[\s\u200b])/).flatMap((one) => fits(one) ? [one] : [...one])) {
    if (found.length && fits(found.at(-1) + word)) found.push(found.pop() + word); else found.push(word);
  }
  return found.map((line) => line.trim()).filter(Boolean);
}

// Writes lines from a height down; gives the height beneath them.
function write(svg, texts, style, top) {
  texts.forEach((text, line) => {
    const told = { x: MARGIN, y: top + line * step(style) + Math.round(style.size * 0.95), fill: style.colour };
    add(svg, "text", { ...told, "font-family": style.family, "font-size": style.size, "font-weight": style.weight }).textContent = text;
  });
  return top + texts.length * step(style);
}

// Whether there are letters for a text: one that no font has is drawn as one that there cannot be.
function readable(brush, text, font) {
  const look = (letter) => {
    brush.canvas.width = brush.canvas.height = 48;
    brush.font = font;
    brush.fillText(letter, 8, 32);
    return brush.getImageData(0, 0, 48, 48).data.join();
  };
  const none = look("\ue000");
  return [...new Set(text.match(/\p{L}/gu))].every((letter) => letter < "\u0250" || look(letter) !== none);
}

const step = ({ size }) => Math.round(size * 1.32);
const font = ({ family, size, weight }) => `${weight} ${size}px ${family}`;
const set = (element, told) => { for (const [name, value] of Object.entries(told)) element.setAttribute(name, value); return element; };
const add = (parent, name, told = {}) => parent.appendChild(set(parent.ownerDocument.createElementNS(SVG, name), told));
