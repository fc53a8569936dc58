// The pages are whole without this script; it remembers and keeps the place.

const VIEW = "brief.view";
const SETTINGS = ["theme", "ruby", "annotations"];
const chosen = document.documentElement.dataset;

function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is switched off: the choice holds for this page.
  }
}

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
    choice.addEventListener("change", () => remember(VIEW, choice.value));
  }
}

// The look of a setting is CSS alone; the choices are marked in the menu. The first of each holds
// until there is another.
function showSettings() {
  for (const setting of document.querySelectorAll(".settings fieldset")) {
    const choices = [...setting.querySelectorAll("input")];
    const choice = choices.find(({ name, value }) => chosen[name] === value) ?? choices[0];
    choice.checked = true;
  }
  link();
}

// Names and figures that are not marked are no links, so that nobody comes upon them by keyboard.
function link() {
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

// A choice made in another window, or on the page from which the reader comes back to this one.
function recallSettings() {
  try {
    for (const name of SETTINGS) chosen[name] = localStorage.getItem(`brief.${name}`) ?? "";
  } catch {
    // What was chosen on this page holds.
  }
  showSettings();
}

function offerSettings() {
  document.querySelector(".settings")?.addEventListener("change", ({ target }) => {
    const row = rowInSight();
    const top = row?.getBoundingClientRect().top;
    chosen[target.name] = target.value;
    link();
    // Readings set the lines further apart; what was in sight stays there.
    if (row) scrollBy(0, row.getBoundingClientRect().top - top);
    remember(`brief.${target.name}`, target.value);
  });
  addEventListener("storage", recallSettings);
  addEventListener("pageshow", event => event.persisted && recallSettings());
  showSettings();
}

// Both languages number their rows alike, so the switch can lead to the same place.
function keepPlaceAcrossLanguages() {
  const other = document.querySelector(".languages a");
  other?.addEventListener("click", () => {
    other.hash = rowInSight()?.id ?? "";
  });
}

rememberView();
offerSettings();
keepPlaceAcrossLanguages();
