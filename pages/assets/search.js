// The search of the static edition, by the rules of loaders/search: what holds every word is found, and each word is marked where it
// stands. `RULES`, before this, has what those are made of. It is fetched, and what it searches, once a reader goes into the field.
const NOTHING = new RegExp(`^[${RULES.nothing.map(([...ends]) => ends.map((one) => `\\u{${one.codePointAt(0).toString(16)}}`).join("-")).join("")}]$`, "u");
const STACKED = new RegExp(`^${RULES.stacked}$`, "u"), MARK = /[\p{M}\p{Cf}]/u, DIGIT = /^\p{Nd}/u;

// One character, folded until nothing changes any more.
const known = new Map();
function folded(letter) {
  if (known.has(letter)) return known.get(letter);
  let now = letter, before = "";
  while (now !== before) { before = now; now = [...now.normalize("NFKD").toLowerCase()].map(once).join(""); }
  if (letter in RULES.folds) now = RULES.folds[letter];
  known.set(letter, now);
  return now;
}
function once(letter) {
  if (letter in RULES.folds) return RULES.folds[letter];
  if (NOTHING.test(letter)) return "";
  return /[\s\p{Cc}]/u.test(letter) ? " " : /\p{Pd}/u.test(letter) ? "-" : letter;
}

// A text as it is compared, with its own letters, and of each place the letter where it comes from.
function fold(text) {
  const letters = [...text], found = [];
  letters.forEach((letter, place) => {
    if (RULES.grouping.includes(letter) && DIGIT.test(found.at(-1)?.[0]) && DIGIT.test(letters.slice(place + 1).map(folded).find(Boolean))) return;
    for (const one of folded(letter)) if (one !== " " || (found.length && found.at(-1)[0] !== " ")) found.push([one, place]);
  });
  ordered(found, (place) => (found[place][0] in RULES.classes ? 1 : 0), ([[one]], [[other]]) => RULES.classes[one] - RULES.classes[other]);
  const stacked = (place) => (!STACKED.test(found[place][0]) ? 0 : found[place][0] === RULES.coeng && place + 1 < found.length ? 2 : 1);
  const key = (unit) => unit.map(([letter]) => letter).join("");
  ordered(found, stacked, (one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0));
  return { letters, text: found.map(([one]) => one).join(""), origin: found.flatMap(([one, place]) => Array(one.length).fill(place)) };
}

// Puts what follows each other into order, unit by unit. wide: how much from a place on is one unit; 0 where there is none.
function ordered(found, wide, compare) {
  for (let place = 0; place < found.length; place++) {
    const units = [], start = place;
    for (let size; place < found.length && (size = wide(place)); place += size) units.push(found.slice(place, place + size));
    if (units.length > 1) found.splice(start, place - start, ...units.sort(compare).flat());
  }
}

const folds = new Map();
function plain(text) {
  if (!folds.has(text)) folds.set(text, fold(text).text);
  return folds.get(text);
}

// The words of a query as they are compared, each once.
function words(query) {
  const read = [...plain([...query].slice(0, RULES.longest).join("")).matchAll(/"([^"]+)"|([^\s"]+)/g)];
  return [...new Set(read.map(([, phrase, word]) => (phrase ?? word).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")).filter(Boolean))];
}

// What holds every word, the best first: of each its pieces of text with whether they were asked for.
function find(index, query) {
  const asked = words(query);
  if (!asked.length) return [];
  const rank = ({ near, shown }) => [near, plain(shown)].map((text) => asked.filter((word) => !text.includes(word)).length);
  return index.entries.filter(({ near, far }) => asked.every((word) => near.includes(word) || far.includes(word)))
    .map((entry) => ({ entry, order: rank(entry) })).sort((one, other) => one.order[0] - other.order[0] || one.order[1] - other.order[1])
    .map(({ entry }) => ({ entry, shown: excerpt(entry.shown, asked), credit: excerpt(entry.credit, asked), pieces: pieces(entry, asked) }));
}

// Pieces of the other texts of a result: until every word that was asked for stands somewhere.
function pieces(entry, asked) {
  const lacking = (words, text) => words.filter((word) => !plain(text).includes(word)), found = [];
  for (let missing = lacking(asked, `${entry.shown}\n${entry.credit}`); missing.length; missing = lacking(missing, written(found.at(-1)))) {
    const [text] = entry.texts.map((one) => [one, lacking(missing, one).length]).reduce((best, one) => (one[1] < best[1] ? one : best));
    const told = fold(text), marked = spans(told, missing);
    found.push(cut(told.letters, marked, ...around(told.letters, ...marked[0])));
  }
  return found;
}
const written = (pieces) => pieces.map(([text]) => text).join("");

function excerpt(text, asked) { const told = fold(text); return cut(told.letters, spans(told, asked), 0, told.letters.length); }

// Where in a text the words stand, in order, whole letters with their marks; what touches or overlaps is one.
function spans({ letters, text, origin }, asked) {
  const places = [];
  for (const word of asked) for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const from = origin.slice(at, at + word.length);
    let first = Math.min(...from), last = Math.max(...from) + 1;
    while (first && MARK.test(letters[first])) first--;
    places.push([first, boundary(letters, last)]);
  }
  const merged = [];
  for (const [start, end] of places.sort((one, other) => one[0] - other[0] || one[1] - other[1])) {
    if (merged.length && start <= merged.at(-1)[1]) merged.at(-1)[1] = Math.max(end, merged.at(-1)[1]); else merged.push([start, end]);
  }
  return merged;
}

// The nearest place from there on that does not part a letter from its marks.
function boundary(letters, place) {
  while (place < letters.length && MARK.test(letters[place])) place++;
  return place;
}

// Where a piece of a text begins and ends that has something in it: between words, or at least between letters.
function around(letters, start, end) {
  let first = Math.max(0, start - RULES.around), last = Math.min(letters.length, end + RULES.around);
  if (first) {
    const blank = letters.slice(first, start).indexOf(" ");
    first = blank >= 0 ? first + blank + 1 : boundary(letters, first);
  }
  if (last < letters.length) {
    const blank = letters.slice(end, last).lastIndexOf(" ");
    last = blank >= 0 ? end + blank : boundary(letters, last);
  }
  return [first, last];
}

// A piece of a text in pieces, each with whether it is marked.
function cut(letters, marked, first, last) {
  const found = first ? [["…", false]] : [];
  let place = first;
  for (const [start, end] of marked.filter((one) => one[0] >= first && one[1] <= last)) {
    found.push([letters.slice(place, start).join(""), false], [letters.slice(start, end).join(""), true]);
    place = end;
  }
  found.push([letters.slice(place, last).join(""), false], ...(last < letters.length ? [["…", false]] : []));
  return found.filter(([text]) => text);
}

// What a file of the edition has to search, ready for it. address: of the file, to which its links are relative.
function opened({ texts, entries, ...told }, address) {
  const all = (numbers) => numbers.map((number) => texts[number]);
  return { ...told, entries: entries.map(([there, shown, spoken, credit, said, beside]) => ({
    there: new URL(there, address).href, shown: texts[shown], spoken, credit, texts: all([...said, ...beside]),
    near: all([shown, ...said]).map(plain).join("\n"), far: all(beside).map(plain).join("\n"),
  })) };
}

// The list of what is found, in the words of the dashboard.
function listed(index, query) {
  const hits = find(index, query), shown = hits.slice(0, index.most);
  return { number: hits.length, told: index.headings[hits.length].replace("\ue000", () => query), list: shown.map((hit) => result(index, hit)) };
}
function result(index, { entry, shown, credit, pieces }) {
  const quoted = entry.spoken !== null, words = quoted ? [["“", false], ...inner(shown), ["”", false]] : shown;
  const link = element("a", { href: entry.there }, marked(index, words));
  const small = [...pieces.map((piece) => [[index.beside, false], ...piece]), credit];
  const first = element("p", quoted ? { lang: entry.spoken } : {}, [link]);
  return element("li", {}, [first, ...small.map((told) => element("p", { class: "small" }, marked(index, told)))]);
}

// Words that stand between quotation marks, with their own made single.
function inner(pieces) {
  const single = [...written(pieces).replace(/“|(?:^|(?<=[\s([—–-]))"(?=\S)/g, "‘").replace(/[”"]/g, "’")];
  return pieces.map(([text, asked]) => [single.splice(0, [...text].length).join(""), asked]);
}

function element(name, told, inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(told)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}
// On a page in another script, what stands in the language of the record's files is marked as such.
function marked({ untranslated, source }, pieces) {
  const told = (text) => untranslated ? text.split(new RegExp(untranslated)).map((one, place) => place % 2 ? element("span", { lang: source }, [one]) : one) : [text];
  return pieces.flatMap(([text, asked]) => (asked ? [element("mark", {}, told(text))] : told(text)));
}

// The field of a page. read: fetches a file of the edition.
async function begin(form, read) {
  const field = form.querySelector("input"), { index, more, there, years } = form.dataset;
  const opener = async (file) => opened(await read(file), new URL(file, document.baseURI));
  const here = await opener(index), wider = more ? await opener(more) : null;
  const heading = element("p", {}, []), further = element("p", {}, []), list = element("ol", {}, []);
  const button = element("button", { type: "button", "aria-label": here.close[1] }, [here.close[0]]);
  const found = element("div", { class: "found", role: "region", "aria-label": here.region }, [button, heading, further, list]);
  const said = element("p", { class: "unseen", role: "status" }, []), panel = element("section", { class: "panel" }, [said, found]);
  form.closest("header").after(element("div", { class: "results" }, [panel]));
  const show = () => {
    const query = [...field.value].slice(0, RULES.longest).join("").trim(), told = query ? listed(here, query) : null;
    found.hidden = !told;
    said.textContent = told?.told ?? "";
    if (!told) return;
    heading.replaceChildren(element("strong", {}, [told.told]), years ? ` ${years}` : "");
    list.replaceChildren(...told.list);
    list.hidden = !told.number;
    const number = wider ? find(wider, query).length : 0;
    further.hidden = number <= told.number;
    if (further.hidden) return;
    const [words, see] = wider.further[number];
    further.replaceChildren(`${words} `, element("a", { href: `${there}#q=${encodeURIComponent(query)}` }, [see]));
  };
  const empty = () => { field.value = ""; show(); field.focus(); history.replaceState(null, "", location.pathname + location.search); };
  field.oninput = show;
  button.onclick = empty;
  form.onsubmit = (event) => event.preventDefault();
  for (const part of [form, found]) part.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.preventDefault(); empty(); } });
  list.onclick = () => history.replaceState(null, "", `#q=${encodeURIComponent(field.value)}`);  // Back leads to the list again
  show();
}

window.handed = { begin, listed, opened, folded, plain };
