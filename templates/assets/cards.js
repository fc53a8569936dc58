// Cards: what a name or a figure is, beside it, on hover, focus or tap. A click or the Enter key
// pins the card, and only then the Tab key stops at what is in it; Esc closes it. Where it stands
// is CSS (anchor positioning; else, and on narrow screens, a sheet at the lower edge). It shows what
// the link of the name or figure leads to.

const MARKS = "a.mention[href], a.figure[href]";
const OPENING = 150; // ms: the pointer only passes over many marks
const CLOSING = 300; // ms: the way of the pointer from the mark into the card

const card = document.getElementById("_card");
const pin = card?.querySelector(".pin");
let mark = null; // whose card is shown
let pinned = false;
let dismissed = null; // the mark that keeps the focus, or gets it back, after Esc
let timer = 0;

function contentOf(link) {
  const entry = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  return entry?.querySelector("template")?.content.cloneNode(true) ?? copied(entry);
}

function copied(entry) {
  const content = document.createDocumentFragment();
  content.append(...[...entry.childNodes].map(node => node.cloneNode(true)));
  return content;
}

function open(link) {
  clearTimeout(timer);
  if (mark === link) return;
  close();
  mark = link;
  mark.setAttribute("aria-expanded", "true");
  card.setAttribute("aria-label", mark.textContent.trim());
  card.querySelector(".content").replaceChildren(contentOf(mark));
  setPinned(false);
  card.showPopover({ source: mark });
  // What must be scrolled can be reached by the keyboard, whatever it holds.
  card.tabIndex = card.scrollHeight > card.clientHeight ? 0 : -1;
  uncover();
}

// A sheet must not hide what it explains.
function uncover() {
  const below = mark.getBoundingClientRect().bottom - card.getBoundingClientRect().top;
  const isSheet = card.offsetWidth === document.documentElement.clientWidth;
  if (isSheet && below > 0) scrollBy(0, below + 16);
}

function close() {
  clearTimeout(timer);
  if (!mark) return;
  mark.removeAttribute("aria-expanded");
  mark = null;
  pinned = false;
  card.hidePopover();
}

function setPinned(value) {
  pinned = value;
  pin.setAttribute("aria-pressed", String(value));
  card.classList.toggle("pinned", value);
  for (const stop of card.querySelectorAll("a, button")) stop.tabIndex = value ? 0 : -1;
}

// Closes the card on the reader's wish; whoever was in it is led back to the text.
function dismiss() {
  dismissed = mark;
  const inside = card.contains(document.activeElement);
  close();
  if (inside) dismissed.focus();
}

function later(action, delay) {
  clearTimeout(timer);
  timer = setTimeout(action, delay);
}

const isOver = node => node instanceof Node && (card.contains(node) || mark?.contains(node));

function listen() {
  document.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch" || pinned) return;
    const link = target.closest?.(MARKS);
    if (isOver(target)) clearTimeout(timer);
    else if (link) later(() => open(link), OPENING);
    else if (!isOver(document.activeElement)) later(close, CLOSING);
  });
  document.documentElement.addEventListener("pointerleave", () => {
    if (!pinned && !isOver(document.activeElement)) later(close, CLOSING);
  });

  document.addEventListener("focusin", ({ target }) => {
    if (target !== dismissed) dismissed = null;
    if (pinned || target === dismissed || isOver(target)) return;
    const link = target.closest(MARKS);
    if (link?.matches(":focus-visible")) open(link);
    else close();
  });

  document.addEventListener("click", event => {
    const link = event.target.closest?.(MARKS);
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      if (link === mark && pinned) return close();
      open(link);
      setPinned(true);
      if (event.detail === 0) card.querySelector("a")?.focus({ preventScroll: true });
    } else if (event.pointerType === "touch" && !isOver(event.target)) {
      close();
    }
  });

  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && mark) dismiss();
  });
  pin.addEventListener("click", () => setPinned(!pinned));
  card.querySelector(".close").addEventListener("click", dismiss);
  // A link in the card to a place on this page.
  card.addEventListener("click", ({ target }) => {
    if (target.closest("a")) close();
  });
  // Where a figure or a name is no longer marked, it has no card.
  document.querySelector(".settings")?.addEventListener("change", close);
}

if (card?.showPopover) listen();
