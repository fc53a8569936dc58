// Tables of figures: sorted by the buttons in their headings, filtered by kind and unit. Loaded when
// a reader comes near such a table (brief.js).

const order = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

const keyOf = (row, column) => {
  const cell = row.cells[column];
  return cell.dataset.key ?? cell.textContent.trim();
};

// Numbers before all else, what is empty last.
function compare(a, b) {
  const [x, y] = [Number(a), Number(b)];
  const [p, q] = [a, b].map(key => key === "" ? 2 : Number.isNaN(Number(key)) ? 1 : 0);
  return p - q || (p === 0 ? x - y : order(a, b));
}

function sort(table, heading) {
  const ascending = heading.ariaSort !== "ascending";
  for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
  heading.ariaSort = ascending ? "ascending" : "descending";
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const column = heading.cellIndex;
  const full = row => keyOf(row, column) !== "";
  rows.sort((a, b) => {
    const difference = compare(keyOf(a, column), keyOf(b, column));
    return ascending || !full(a) || !full(b) ? difference : -difference;
  });
  body.append(...rows);
}

function filter(table, form) {
  const { kind, unit } = form.elements;
  const rows = [...table.tBodies[0].rows];
  for (const row of rows) {
    const matches = [[kind, row.dataset.kind], [unit, row.dataset.unit]];
    row.hidden = matches.some(([choice, value]) => choice.value && choice.value !== value);
  }
  const output = form.querySelector("output");
  const shown = rows.filter(row => !row.hidden).length;
  output.value = output.dataset.form.replace("{n}", shown).replace("{all}", rows.length);
}

function makeButton(table, heading) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...heading.childNodes);
  heading.append(button);
  button.addEventListener("click", () => sort(table, heading));
}

for (const form of document.querySelectorAll("form.filters")) {
  const table = document.getElementById(form.dataset.table);
  for (const heading of table.querySelectorAll("th[data-sort]")) makeButton(table, heading);
  table.classList.add("sortable");
  form.hidden = false;
  form.addEventListener("change", () => filter(table, form));
  form.addEventListener("submit", event => event.preventDefault());
  // A link to a row shows it, whatever is left out.
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.hidden || !table.contains(target)) return;
    form.reset();
    filter(table, form);
    target.scrollIntoView();
  });
}
