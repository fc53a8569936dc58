// The pages are whole without this script; it remembers and keeps the place.

const VIEW = "brief.view";

// Where the reader is: the last row of the text that begins above the middle of the window.
function rowInSight() {
  const rows = [...document.querySelectorAll(".row")];
  const text = rows.length && rows[0].parentElement.getBoundingClientRect();
  if (!text || text.top > 0 || text.bottom < 0) return null;
  const shown = rows.filter(row => row.getClientRects().length);
  return shown.findLast(row => row.getBoundingClientRect().top < innerHeight / 3) ?? null;
}

function rememberView() {
  for (const choice of document.querySelectorAll("input[name=view]")) {
    choice.addEventListener("change", () => {
      try {
        localStorage.setItem(VIEW, choice.value);
      } catch {
        // Storage is switched off: the choice holds for this page.
      }
    });
  }
}

// Both languages number their rows alike, so the switch can lead to the same place.
function keepPlaceAcrossLanguages() {
  const link = document.querySelector(".languages a");
  link?.addEventListener("click", () => {
    link.hash = rowInSight()?.id ?? "";
  });
}

rememberView();
keepPlaceAcrossLanguages();
