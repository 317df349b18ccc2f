// Brings the statement at hand into sight in the article beside the form. Without scripts the
// article simply begins at its top.
const words = document.getElementById("here");
const panel = words?.closest(".printed");

if (panel && panel.scrollHeight > panel.clientHeight) {
  const from = words.getBoundingClientRect().top - panel.getBoundingClientRect().top;
  panel.scrollTop = from - panel.clientHeight / 3;
}
