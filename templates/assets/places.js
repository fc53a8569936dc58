// Where the reader is in a brief: kept when the text is set anew and when the language is
// changed; and what answers what in the two texts.

const PLACE = "brief.place"; // base.html leads back to it
const VIEW = "brief.view"; // text.html applies it before anything is painted

// The last of the places that begin in the upper third of the window; the pages of a brief have
// the same places in both languages.
function placeInSight() {
  if (scrollY === 0) return null;
  const places = document.querySelectorAll(".row, .section > h2[id], .who > li[id]");
  const shown = [...places].filter(place => place.getClientRects().length);
  return shown.findLast(place => place.getBoundingClientRect().top < innerHeight / 3) ?? null;
}

const topOf = place => place.getBoundingClientRect().top;

// Does what changes the height of the text, and leaves what was in sight where it was.
export function stayingInPlace(change) {
  const place = placeInSight();
  const top = place && topOf(place);
  change();
  if (place) scrollBy(0, topOf(place) - top);
}

for (const other of document.querySelectorAll(".languages a")) {
  other.addEventListener("click", () => {
    const place = placeInSight();
    other.hash = place?.id ?? "";
    try {
      if (place) sessionStorage.setItem(PLACE, JSON.stringify([place.id, topOf(place)]));
    } catch {
      // The place then stands at the top of the window.
    }
  });
}

for (const choice of document.querySelectorAll("input[name=view]")) {
  choice.addEventListener("change", () => {
    try {
      localStorage.setItem(VIEW, choice.value);
    } catch {
      // The choice holds for this page.
    }
  });
}

// Who comes back to a page finds the view that was chosen last, on whichever page that was.
addEventListener("pageshow", () => {
  try {
    const choice = document.getElementById(`_${localStorage.getItem(VIEW)}`);
    if (choice) choice.checked = true;
  } catch {
    // What was chosen on this page holds.
  }
});

// The name or figure that the pointer or the focus is on is marked in the other text as well.
let answering = [];

function markAnswers({ target }) {
  for (const mark of answering) mark.classList.remove("answer");
  const mark = target.closest?.(".row :is(.mention, .figure)");
  const leads = mark?.dataset.href;
  const marks = leads ? mark.closest(".row").querySelectorAll(".mention, .figure") : [];
  answering = [...marks].filter(other => other !== mark && other.dataset.href === leads);
  for (const other of answering) other.classList.add("answer");
}

document.addEventListener("pointerover", markAnswers);
document.addEventListener("focusin", markAnswers);
