// The keys of the review page: one letter presses the button, or opens the part, that shows it.
// They rest while something is typed, with a modifier, while a key is held down, and for a moment
// after the page has come, so that a letter pressed twice never decides what nobody has read.
const REST = 700; // milliseconds
const FIELDS = "input, textarea, select, [contenteditable]";
const BUTTONS = ["submit", "button", "checkbox", "radio"];

const page = document.querySelector("[data-single-keys]");
let since = performance.now();
let isLeaving = false;

const isTyping = (element) => element?.closest(FIELDS) && !BUTTONS.includes(element.type);

const open = (part) => {
  part.open = part.dataset.key !== "?" || !part.open;
  const field = part.open && part.querySelector("select, textarea, input:not([type=hidden])");
  (field || part.querySelector("summary")).focus();
};

const press = (event) => {
  if (event.defaultPrevented || event.repeat || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const part = [...page.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
  if (!part || isLeaving || performance.now() - since < REST) return;
  event.preventDefault();
  if (part.matches("details")) open(part);
  else part.click();
};

if (page) {
  document.addEventListener("keydown", press);
  document.addEventListener("submit", () => { isLeaving = true; });
  // A page taken back from the browser's memory is read anew.
  addEventListener("pageshow", () => { since = performance.now(); isLeaving = false; });
}

// On the desk: all statements of the page at once. Without scripts each has its box.
for (const button of document.querySelectorAll("[data-choose-all]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const boxes = [...document.querySelectorAll(`input[name="${button.dataset.chooseAll}"]`)];
    const isChosen = !boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = isChosen;
  });
}
