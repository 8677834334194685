// A chart as it stands on a page of the static edition until someone acts on it, after `draw.js`: what plotly.js draws, in few elements
// and without names. Its letters, and the ink where the figure has no colour, are those of the page around it; each mark is a link.
const INK = "rgb(1, 2, 3)", LETTERS = 14, SEEN = 0.5;  // stands for the page's; pixels: of the type as the page's style has it, and seen

// The chart on each kind of screen. `data.widths` are theirs, `data.leads` the address of each record that has one; `data.name` is that
// of no other chart on the page.
async function stills(data) {
  const Plotly = await plotly(data.plotly), frame = document.body.appendChild(document.createElement("div")), found = {};
  await Promise.all([400, 700].map((weight) => document.fonts.load(`${weight} 14px "Source Sans"`)));
  for (const [screen, width] of Object.entries(data.widths)) {
    const { traces, layout } = fitted(structuredClone(data.figure), screen);
    await Plotly.newPlot(frame, traces, { ...layout, width, font: { ...layout.font, color: INK } });
    const inside = hatchings(frame, `${data.name}-${screen}`) + still(frame, data.leads);
    found[screen] = element("svg", { class: `still ${screen}`, viewBox: `0 0 ${width} ${layout.height}`, "aria-hidden": true }, inside);
    Plotly.purge(frame);
  }
  frame.remove();
  return found;
}

// The hatchings of a drawing by names of the page, under which its elements come to have them.
function hatchings(frame, name) {
  const { l, t } = frame._fullLayout._size;
  return [...frame.querySelectorAll("pattern")].map((pattern, number) => {
    const own = `${name}-${number}`, users = [...frame.querySelectorAll("path")].filter((one) => one.style.fill.includes(`#${pattern.id}"`));
    set(pattern, { id: own, patternTransform: `translate(${l} ${t})` });
    users.forEach((one) => { one.style.fill = `url("#${own}")`; });
    return pattern.outerHTML.replace(/\d+\.\d+(px)?/g, (told) => round(parseFloat(told), 2));
  }).join("");
}

// What is seen of a drawing, from below to above; what is of one record is one link, as high as the highest of it.
function still(frame, leads) {
  const parts = new Map();
  [...frame.querySelectorAll(".main-svg :is(path, rect, text):not(:is(defs, .draglayer, .hoverlayer) *)")].forEach((leaf, place) => {
    const there = leads[recordOf(leaf)], drawn = leaf.getClientRects().length ? shown(leaf, there) : "", key = there ?? place;
    if (!drawn) return;
    const known = parts.get(key) ?? "";
    parts.delete(key);
    parts.set(key, known + drawn);
  });
  const told = [...parts].map(([key, drawn]) => (typeof key === "string" ? element("a", { href: key, tabindex: -1 }, drawn) : drawn)).join("");
  return told.replace(/"( fill="none"[^>]*)\/><path d="(?=[^"]*"\1\/>)/g, "");  // lines of one look that follow each other are one
}

// The record of a mark, as plotly.js has bound it to the mark's element.
function recordOf(leaf) {
  const [point, trace] = [".point, .textpoint", ".trace"].map((kind) => leaf.closest(kind)?.__data__);
  return point && trace?.[0].trace.customdata?.[point.i]?.[0];
}

// One element of a drawing in the place that it has there. Of what is unseen stays what can be clicked.
function shown(leaf, there) {
  const at = placed(leaf), style = inked(leaf), unseen = style.fill === "none" && !style.stroke;
  if (leaf.tagName === "text") return unseen ? "" : written(leaf, at, style);
  const d = moved(outline(leaf), at), { width, height } = leaf.getBBox();
  if (!width || !height) style.fill = "none"; else if (Math.max(width, height) < SEEN) return "";  // a line; a dot that no one sees
  if (!d || (style.fill === "none" && !style.stroke && !there)) return "";
  const drawn = element("path", { d, ...style, ...(unseen && { "pointer-events": "all" }) }), cut = !unseen && clipOf(leaf);
  return cut ? element("svg", { ...cut, viewBox: Object.values(cut).join(" ") }, drawn) : drawn;
}

// Colours and lines of an element, as far as they are other than those of an SVG that is filled with the ink of its page.
function inked(leaf) {
  const style = getComputedStyle(leaf), found = { fill: "none" };
  let opacity = 1;
  for (let one = leaf; one.tagName !== "svg"; one = one.parentElement) opacity *= getComputedStyle(one).opacity;
  for (const what of ["fill", "stroke"]) {
    const [colour, alpha] = coloured(style[what]), seen = round(opacity * style[`${what}Opacity`] * alpha, 2);
    if (!seen || (what === "stroke" && !parseFloat(style.strokeWidth))) continue;
    found[what] = colour;
    if (seen < 1) found[`${what}-opacity`] = seen;
  }
  if (found.fill === "currentColor") delete found.fill;
  if (!found.stroke) return found;
  found["stroke-width"] = round(parseFloat(style.strokeWidth));
  if (style.strokeDasharray !== "none") found["stroke-dasharray"] = style.strokeDasharray.replace(/px/g, "");
  if (style.shapeRendering === "crispedges") found["shape-rendering"] = "crispEdges";
  return found;
}

function coloured(told) {
  if (told.startsWith("url")) return [told.replaceAll('"', ""), 1];
  if (told === "none") return [told, 0];
  const [red, green, blue, alpha = 1] = told.match(/[\d.]+/g).map(Number);
  const hex = [red, green, blue].map((one) => one.toString(16).padStart(2, "0")).join("");
  return [`rgb(${red}, ${green}, ${blue})` === INK ? "currentColor" : `#${hex}`, alpha];
}

// The lines of a text, each by itself.
function written(text, at, style) {
  const { fontSize, textAnchor } = getComputedStyle(text), lines = text.querySelectorAll(".line"), size = parseFloat(fontSize);
  const look = { ...style, ...(size !== LETTERS && { "font-size": size }), ...(textAnchor !== "start" && { "text-anchor": textAnchor }) };
  return (lines.length ? [...lines] : [text]).map((line) => {
    const [x, y] = ["x", "y"].map((name) => Number(line.getAttribute(name) ?? text.getAttribute(name) ?? 0));
    const told = { x: round(x + at.e), y: round(y + at.f + parseFloat(line.getAttribute("dy") ?? 0) * size), ...look };
    const words = line.innerHTML.split(/(<tspan.*?<\/tspan>)/).filter(Boolean);  // some of them bold
    const bold = words.every((one) => one.includes("bold"));
    const inside = words.map((one) => { const plain = one.replace(/<[^>]*>/g, ""); return one !== plain && !bold && one.includes("bold") ? element("tspan", { "font-weight": 700 }, plain) : plain; });
    return line.textContent.trim() ? element("text", { ...told, ...(bold && { "font-weight": 700 }) }, inside.join("")) : "";
  }).join("");
}

// The part of a drawing to which an element is cut that reaches beyond it.
function clipOf(leaf) {
  const held = leaf.closest("[clip-path]"), clip = held && document.querySelector(`${held.getAttribute("clip-path").match(/#[^")]+/)[0]} rect`);
  if (!clip) return null;
  const { x, y, width, height } = box(clip), own = leaf.getBBox(), more = parseFloat(getComputedStyle(leaf).strokeWidth) / 2 || 0;
  const { e, f } = held.getScreenCTM().inverse().multiply(leaf.getScreenCTM()), [left, top] = [own.x + e - more, own.y + f - more];
  if (left >= x && top >= y && left + own.width + 2 * more <= x + width && top + own.height + 2 * more <= y + height) return null;
  const at = placed(held);
  return { x: round(x + at.e), y: round(y + at.f), width: round(width), height: round(height) };
}

// The outline of an element as a path.
function outline(leaf) {
  if (leaf.tagName === "path") return leaf.getAttribute("d") ?? "";
  const { x, y, width, height } = box(leaf);
  return width && height ? `M${x},${y}h${width}v${height}h${-width}Z` : "";
}

// An outline where it stands.
function moved(d, { e, f }) {
  return d.replace(/([A-Za-z])([^A-Za-z]*)/g, (_, command, told) => {
    const numbers = (told.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number), shifts = { H: [e], V: [f], A: [0, 0, 0, 0, 0, e, f] }[command] ?? (command < "a" ? [e, f] : [0]);
    return command + numbers.map((one, place) => round(one + shifts[place % shifts.length])).join(" ");
  });
}

// Where an element stands in its drawing.
function placed(leaf) {
  const at = leaf.ownerSVGElement.getScreenCTM().inverse().multiply(leaf.getScreenCTM());
  if (at.b || at.c) throw new Error("something is turned, which a chart as it stands on a page cannot show");
  return at;
}

const box = (rect) => Object.fromEntries(["x", "y", "width", "height"].map((name) => [name, Number(rect.getAttribute(name))]));
const round = (number, digits = 1) => Number(number.toFixed(digits));
const escaped = (text) => text.replace(/[&<"]/g, (letter) => ({ "&": "&amp;", "<": "&lt;", '"': "&quot;" })[letter]);
const element = (name, told, inside = "") => `<${name}${Object.entries(told).map(([key, value]) => ` ${key}="${escaped(String(value))}"`).join("")}>${inside}</${name}>`.replace(/><\/path>$/, "/>");
