// Settings of the reader: theme, readings, annotations, keys. Their look is CSS alone, and base.html
// applies what is stored before anything is painted; here they are chosen and stored.

import { stayingInPlace } from "./places.js";

const SETTINGS = ["theme", "ruby", "annotations", "shortcut"];
const chosen = document.documentElement.dataset;

// The first of the choices of each setting holds until there is another.
function show() {
  for (const setting of document.querySelectorAll(".settings fieldset")) {
    const choices = [...setting.querySelectorAll("input")];
    const choice = choices.find(({ name, value }) => chosen[name] === value) ?? choices[0];
    choice.checked = true;
  }
  link();
}

// Names and figures that are not marked are no links, so that nobody comes upon them by keyboard.
function link() {
  if (chosen.annotations === "all") {
    for (const mark of document.querySelectorAll("span.again")) mark.replaceWith(asLink(mark));
  }
  for (const mark of document.querySelectorAll("a.mention, a.figure")) {
    mark.dataset.href ??= mark.getAttribute("href");
    const again = mark.classList.contains("again");
    if (again ? chosen.annotations === "all" : chosen.annotations !== "none") {
      mark.href = mark.dataset.href;
    } else {
      mark.removeAttribute("href");
    }
  }
}

function asLink(mark) {
  const link = document.createElement("a");
  link.className = mark.className;
  link.dataset.href = mark.dataset.href;
  link.append(...mark.childNodes);
  return link;
}

// A choice made in another window, or on the page from which the reader comes back to this one,
// for which the browser may have brought back the old state of the menu.
function recall() {
  try {
    for (const name of SETTINGS) chosen[name] = localStorage.getItem(`brief.${name}`) ?? "";
  } catch {
    // What was chosen on this page holds.
  }
  show();
}

document.querySelector(".settings")?.addEventListener("change", ({ target: { name, value } }) => {
  stayingInPlace(() => {
    chosen[name] = value;
    link();
  });
  try {
    localStorage.setItem(`brief.${name}`, value);
  } catch {
    // Storage is switched off: the choice holds for this page.
  }
});
addEventListener("storage", recall);
addEventListener("pageshow", recall);
show();
