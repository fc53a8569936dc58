// The pages are whole without scripts; what these add is in a module each.

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
