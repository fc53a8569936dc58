// Search: asks the index that Pagefind has made of the site, and shows what it finds. This module
// is loaded when the dialog is first opened, and the index in pieces, as they are asked for.
//
// In the index every Japanese character is a word (brief/site/search.py says why), so a Japanese
// word is asked for as a phrase, and what is shown is put together again.

const SITE = new URL("../", import.meta.url);
const PAGE = 8; // results shown at a time: each is a request
const PAUSE = 200; // ms without a key until the index is asked
const MOST = 200; // values of a filter to choose from
const RANKING = { metaWeights: { title: 5, other: 3, names: 1, kind: 0, date: 0 } };

const LETTERS = "々-〇ぁ-ゖゝ-ゟァ-ヺー-ヿ㐀-䶿一-鿿豈-﫿ｦ-ﾝ\u{20000}-\u{3ffff}";
const LETTER = new RegExp(`[${LETTERS}]`, "u");
const PUNCTUATION = "、-〄〈-〿・！-／：-～";
const WORD = "[!-\\/:-@\\[-`\\{-~]*[A-Za-z0-9]";
const APART = new RegExp(`(?=[${LETTERS}])|(?<=[${LETTERS}${PUNCTUATION}])(?=${WORD})`, "gu");
const MARKS = "(?:</?mark>)*";
const SPACES = new RegExp(
  `(?<!\\.) (?=${MARKS}[${LETTERS}])|(?<=[${LETTERS}${PUNCTUATION}]${MARKS}) (?=${MARKS}${WORD})`,
  "gu"
);
const KANA = /^[ぁ-ゖァ-ヶー・]+$/u;
const STOPS = new RegExp(`(?<=[${LETTERS}]${MARKS})\\. `, "gu"); // Pagefind ends headings so

const dialog = document.getElementById("_search");
const input = dialog.querySelector("input");
const filters = dialog.querySelector(".filters");
const selects = [...filters.querySelectorAll("select")];
const status = dialog.querySelector("[role=status]");
const list = dialog.querySelector(".results");
const further = dialog.querySelector(".further");
const elsewhere = dialog.querySelector(".elsewhere");
const template = dialog.querySelector("template");

let opening = null;
let rest = []; // of the results, those that are not shown yet
let question = 0; // number of the last one
let answered = Promise.resolve(); // when that is answered
let timer = 0;

// --- asking ---

async function index() {
  opening ??= import(new URL("pagefind/pagefind.js", SITE)).then(({ createInstance }) =>
    createInstance({ baseUrl: SITE.pathname, noWorker: true, excerptLength: 50, ranking: RANKING })
  );
  try {
    return await opening;
  } catch (error) {
    opening = null; // to be tried again
    throw error;
  }
}

const query = () => input.value.normalize("NFKC").trim();

function chosen() {
  const values = selects.filter(({ value }) => value).map(({ name, value }) => [name, value]);
  return Object.fromEntries(values);
}

// The two kinds of kana stand in the same order, this far apart.
const APART_BY = "ァ".charCodeAt(0) - "ぁ".charCodeAt(0);
const moved = (text, letters, step) =>
  text.replace(letters, letter => String.fromCharCode(letter.charCodeAt(0) + step));
const asHiragana = text => moved(text, /[ァ-ヶ]/g, -APART_BY);
const asKatakana = text => moved(text, /[ぁ-ゖ]/g, APART_BY);

// A word in kana is sought in both kinds: ウクライナ is typed as うくらいな first.
const spellings = word =>
  KANA.test(word) ? [...new Set([word, asKatakana(word), asHiragana(word)])] : [word];

// Each Japanese word as a phrase; the others together, as Pagefind takes them.
function terms() {
  const words = query().replaceAll('"', " ").split(/\s+/).filter(Boolean);
  const others = words.filter(word => !LETTER.test(word)).join(" ");
  const phrases = words
    .filter(word => LETTER.test(word))
    .map(word => ({
      spellings: spellings(word).map(spelling => spelling.replace(APART, " ").trim()),
      isPhrase: true
    }));
  const isAll = !phrases.length && !others; // all pages, filtered
  return others || isAll ? [...phrases, { spellings: [others || null], isPhrase: false }] : phrases;
}

// What has all the terms, best first, and the values by which it can be filtered.
async function search() {
  const pagefind = await index();
  let best = null;
  let values = {};
  for (const term of terms()) {
    const found = await seek(pagefind, term);
    const both = [...found.pages].filter(([id]) => !best || best.has(id));
    const sum = (id, score) => (best?.get(id).score ?? 0) + score;
    best = new Map(both.map(([id, { result, score }]) => [id, { result, score: sum(id, score) }]));
    values = found.values;
  }
  const results = [...best.values()].sort((a, b) => b.score - a.score);
  return { results: results.map(({ result }) => result), values };
}

// What has a term, in any of its spellings. Pagefind does not rank what has a phrase, so it is
// ranked by the characters of the phrase.
async function seek(pagefind, { spellings, isPhrase }) {
  const options = { filters: chosen() };
  // Accents may be left out of a word; but カ is not ガ.
  await pagefind.options({ exactDiacritics: isPhrase });
  const pages = new Map();
  const values = {};
  for (const words of spellings) {
    const ranked = await pagefind.search(words, options);
    const found = isPhrase ? await pagefind.search(`"${words}"`, options) : ranked;
    const scores = new Map(ranked.results.map(({ id, score }) => [id, score]));
    for (const result of found.results) {
      if (!pages.has(result.id)) pages.set(result.id, { result, score: scores.get(result.id) ?? 0 });
    }
    for (const [filter, counts] of Object.entries(found.filters)) {
      const all = (values[filter] ??= {});
      for (const [value, count] of Object.entries(counts)) all[value] = (all[value] ?? 0) + count;
    }
  }
  return { pages, values };
}

async function ask() {
  const number = ++question;
  if (!query() && !Object.keys(chosen()).length) return clear("");
  try {
    const { results, values } = await search();
    const first = await loaded(results.slice(0, PAGE));
    if (number === question) show(results, values, first);
  } catch {
    if (number === question) clear(status.dataset.failed);
  }
}

const loaded = results => Promise.all(results.map(result => result.data()));

function askNow() {
  clearTimeout(timer);
  answered = ask();
}

function askSoon() {
  clearTimeout(timer);
  answered = new Promise(done => {
    timer = setTimeout(() => ask().then(done), PAUSE);
  });
}

// --- showing ---

function clear(said) {
  rest = [];
  list.replaceChildren();
  further.hidden = elsewhere.hidden = true;
  status.textContent = said;
}

function show(results, values, first) {
  const { none, one, other } = status.dataset;
  const said = [none, one][results.length] ?? other;
  clear(said.replace("{n}", results.length));
  append(first, results.slice(PAGE));
  const there = new URL(elsewhere.href);
  there.searchParams.set("q", query());
  elsewhere.href = there.href;
  elsewhere.hidden = results.length > 0;
  if (filters.open) offer(values);
}

function append(loaded, others) {
  const items = loaded.map(asItem);
  list.append(...items);
  rest = others;
  further.hidden = !rest.length;
  return items;
}

async function showMore() {
  const number = question;
  further.disabled = true; // or a second click would bring the same ones
  try {
    const next = await loaded(rest.slice(0, PAGE));
    if (number !== question) return;
    const [first] = append(next, rest.slice(PAGE));
    first.querySelector("a").focus();
  } catch {
    clear(status.dataset.failed);
  } finally {
    further.disabled = false;
  }
}

const together = text => text.replace(STOPS, "。").replace(SPACES, "");

function asItem({ url, meta, excerpt }) {
  const item = template.content.firstElementChild.cloneNode(true);
  const part = selector => item.querySelector(selector);
  const pieces = piecesOf(excerpt);
  const hit = pieces.find(({ hit }) => hit)?.text;
  const link = part("a");
  link.href = hit ? `${url}#:~:text=${asDirective(hit)}` : url;
  link.append(...marked(together(meta.title), hit ?? query()));
  part(".kind").textContent = together(meta.kind ?? "");
  part(".date").textContent = together(meta.date ?? "");
  part(".excerpt").append(...pieces.map(({ text, hit }) => (hit ? asMark(text) : text)));
  const names = hit ? [] : namesLike(query(), together(meta.names ?? ""));
  if (names.length) part(".names").append(...marked(names.join(part(".names").dataset.comma), query()));
  else part(".names").remove();
  return item;
}

// Of an excerpt, < and > are escaped, and each word that was asked for is in <mark>, with the
// punctuation beside it.
function piecesOf(excerpt) {
  const plain = text => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  return together(excerpt)
    .replace(/<mark>([^\p{L}\p{N}<]*)(.*?)([^\p{L}\p{N}>]*)<\/mark>/gu, "$1<mark>$2</mark>$3")
    .replace(/<\/mark>(\s*)<mark>/g, "$1")
    .split(/<\/?mark>/)
    .map((text, place) => ({ text: plain(text), hit: place % 2 === 1 }));
}

// A page without the word itself was found by another spelling of a name in it; the nearest first.
function namesLike(word, names) {
  const has = name => placeIn(name, word) >= 0;
  const nearest = (a, b) => a.length - b.length;
  return names.split(/, ?/).filter(has).sort(nearest).slice(0, 3);
}

const folded = text => asHiragana(text.toLowerCase());
const placeIn = (text, word) => folded(text).indexOf(folded(word));

function marked(text, word) {
  const start = word ? placeIn(text, word) : -1;
  if (start < 0) return [text];
  const end = start + word.length;
  return [text.slice(0, start), asMark(text.slice(start, end)), text.slice(end)];
}

function asMark(text) {
  const mark = document.createElement("mark");
  mark.textContent = text;
  return mark;
}

// With it in the address, the browser marks the text on the page that is opened.
const asDirective = text => encodeURIComponent(text).replaceAll("-", "%2D");

// --- filters ---

// The values with which something would be found; those that are chosen stay.
function offer(values) {
  const byName = new Intl.Collator(document.documentElement.lang).compare;
  for (const select of selects) {
    const most = Object.entries(values[select.name] ?? {})
      .filter(([value, count]) => count || value === select.value)
      .sort(([, a], [, b]) => b - a)
      .slice(0, MOST);
    const names = most.map(([value]) => value).sort(byName);
    if (select.name === "year") names.reverse();
    const { value } = select;
    const options = names.map(name => new Option(together(name), name));
    select.replaceChildren(select.options[0], ...options);
    select.value = value;
  }
}

async function showFilters() {
  if (!filters.open) return;
  try {
    offer(await (await index()).filters());
    askNow();
  } catch {
    clear(status.dataset.failed);
  }
}

// --- keys and pointer ---

function move(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [input, ...list.querySelectorAll("a"), further].filter(stop => !stop.hidden);
  const at = stops.indexOf(document.activeElement);
  const next = at < 0 ? null : stops[at + step];
  if (!next || event.isComposing) return;
  event.preventDefault();
  next.focus();
}

input.addEventListener("input", event => {
  if (!event.isComposing) askSoon();
});
input.addEventListener("compositionend", askSoon);
dialog.querySelector("form").addEventListener("submit", async event => {
  event.preventDefault();
  await answered;
  list.querySelector("a")?.click();
});
filters.addEventListener("toggle", showFilters);
filters.addEventListener("change", askNow);
further.addEventListener("click", showMore);
dialog.addEventListener("keydown", move);
dialog.querySelector(".close").addEventListener("click", () => dialog.close());
// A result may be on this very page.
list.addEventListener("click", ({ target }) => {
  if (target.closest("a")) dialog.close();
});
askNow();
