// Keeps the excerpt budget beside a statement's form up to date while words are typed: the server
// counts, as it will when the statement is submitted. Without scripts it is right after saving.
const PAUSE = 400; // milliseconds without typing
const WATCHED = /^(words|occurrence|attribution|targets-\d+-(mention|DELETE))$/;

const meter = document.querySelector(".desk-meter[data-live]");
const form = meter?.closest("form");
let waiting = 0;
let asked = null;

function replace(part, fresh) {
  const here = meter.querySelector(`[data-part="${part}"]`);
  const there = fresh?.querySelector(`[data-part="${part}"]`);
  // Left alone when it says the same, so that nothing is read out twice.
  if (there && there.textContent.trim() !== here.textContent.trim()) {
    here.replaceChildren(...there.childNodes);
  }
}

async function ask() {
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(meter.dataset.live, {
      method: "POST",
      body: new FormData(form),
      signal: asked.signal,
    });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    replace("figures", fresh);
    replace("verdict", fresh);
  } catch (problem) {
    if (problem.name !== "AbortError") console.warn(problem);
  }
}

form?.addEventListener("input", (event) => {
  if (!WATCHED.test(event.target.name)) return;
  clearTimeout(waiting);
  waiting = setTimeout(ask, PAUSE);
});
