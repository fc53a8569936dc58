// The pages are whole without scripts; what these add is in a module each. That of the search is
// loaded when search is used.

import "./settings.js";
import "./places.js";
import "./cards.js";

// What sorts and filters tables is asked for when one comes near.
const tables = document.querySelectorAll("form.filters + table");
const near = new IntersectionObserver(seen => {
  if (!seen.some(entry => entry.isIntersecting)) return;
  near.disconnect();
  import("./tables.js");
}, { rootMargin: "100%" });
for (const table of tables) near.observe(table);

const dialog = document.getElementById("_search");
const button = document.querySelector(".search > button");
const FIELDS = "input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]";

function search() {
  if (dialog.open) return;
  dialog.showModal();
  if (dialog.querySelector("[role=search]")) import("./search.js");
}

function listen() {
  button.addEventListener("click", search);
  document.addEventListener("keydown", event => {
    const { key, ctrlKey, metaKey, altKey, target, isComposing } = event;
    if (key !== "/" || ctrlKey || metaKey || altKey || isComposing) return;
    if (target.closest?.(FIELDS) || document.documentElement.dataset.shortcut === "none") return;
    event.preventDefault();
    search();
  });
  const query = new URLSearchParams(location.search).get("q");
  if (query) {
    dialog.querySelector("input")?.setAttribute("value", query);
    search();
  }
}

if (dialog) listen();
