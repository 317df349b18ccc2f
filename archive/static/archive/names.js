// People as you type: an input with data-names offers the names that begin so, and choosing one
// goes to the page of that person. Follows the combobox pattern of the WAI-ARIA Authoring
// Practices (list autocomplete, manual selection). Without scripts the form searches as it is.
const FEWEST = 2; // letters under which nothing is asked
const PAUSE = 150; // milliseconds without typing

const made = (name, classes, attributes = {}) => {
  const element = document.createElement(name);
  element.className = classes;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

const optionOf = (person, id) => {
  const option = made("li", "name-choice", { role: "option", id, "aria-selected": "false" });
  option.dataset.url = person.url;
  const name = made("span", "name");
  name.textContent = person.name;
  const role = made("span", "role");
  role.textContent = person.role;
  const count = made("span", "count");
  count.textContent = person.statements.toLocaleString(document.documentElement.lang);
  option.append(name, " ", role, " ", count);
  return option;
};

function offerNames(input, number) {
  const list = made("ul", "name-choices", { role: "listbox", id: `names-${number}` });
  const told = made("p", "for-ears", { role: "status", "aria-live": "polite" });
  let waiting = 0;
  let asked = null;
  let chosen = -1;

  list.hidden = true;
  list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() || input.name);
  input.after(list, told);
  for (const [key, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": list.id, autocomplete: "off",
  })) input.setAttribute(key, value);

  const choose = (index) => {
    chosen = index;
    for (const [at, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(at === index));
    }
    const option = list.children[index];
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };

  const show = (people) => {
    list.replaceChildren(...people.map((one, at) => optionOf(one, `${list.id}-${at}`)));
    list.hidden = people.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
  };

  const close = () => {
    clearTimeout(waiting);
    asked?.abort();
    show([]);
    told.textContent = "";
  };

  const ask = async () => {
    asked?.abort();
    const typed = input.value.trim();
    if (typed.length < FEWEST) return close();
    const mine = (asked = new AbortController());
    const address = new URL(input.dataset.names, document.baseURI);
    address.searchParams.set("q", typed.slice(0, 200));
    try {
      const answer = await fetch(address, { signal: mine.signal, credentials: "omit" });
      if (!answer.ok) return close();
      const found = await answer.json();
      if (mine.signal.aborted || document.activeElement !== input) return;
      show(found.people);
      told.textContent = found.told;
    } catch (problem) {
      if (problem.name !== "AbortError") close(); // the form still searches
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const last = list.children.length - 1;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      window.location.assign(list.children[chosen].dataset.url);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return void ask();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // Beyond either end stands the input itself.
      const next = chosen + step;
      choose(next > last ? -1 : next < -1 ? last : next);
    }
  });
  // Before the input loses the focus, and the list with it.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) window.location.assign(option.dataset.url);
  });
}

document.querySelectorAll("input[data-names]").forEach(offerNames);
