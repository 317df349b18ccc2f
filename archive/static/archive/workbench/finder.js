// Looking for somebody by name: those of the article at once, then the archive's, else a new record.
import { filled, make } from "./make.js";

const PAUSE = 120; // milliseconds of not typing before the archive is asked

const folded = (words) =>
  words.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’']/g, "'").toLowerCase();

export class Finder {
  constructor({ card, data, language }) {
    Object.assign(this, { card, data, language, words: data.words });
    this.element = null;
    this.asked = 0;
  }

  get isOpen() {
    return this.element !== null;
  }

  // `choose` is given {id, name} or {name, kind} for somebody to be recorded.
  open(label, choose) {
    this.close();
    this.choose = choose;
    this.before = document.activeElement;
    this.input = make("input", {
      type: "text", role: "combobox", id: "finder", autocomplete: "off", spellcheck: "false",
      "aria-expanded": "false", "aria-controls": "finder-list", "aria-autocomplete": "list",
    });
    this.list = make("ul", { id: "finder-list", role: "listbox", "aria-label": label });
    this.element = make("div", { className: "finder" },
      make("label", { for: "finder", text: label }), this.input, this.list,
      make("button", { type: "button", className: "desk-button", text: this.words.cancel,
        on: { click: () => this.close() } }));
    this.card.prepend(this.element);
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("keydown", (event) => this.#press(event));
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#answer(option);
    });
    this.input.focus();
    this.#offer(this.data.people.slice(0, 12), "");
  }

  close() {
    if (!this.element) return;
    clearTimeout(this.pause);
    this.asked += 1;
    this.element.remove();
    this.element = null;
    if (this.before?.isConnected) this.before.focus({ preventScroll: true });
  }

  #typed() {
    const typed = this.input.value.trim();
    this.isAsking = Boolean(typed);
    this.isTakenNext = false;
    this.#offer(this.#here(typed), typed);
    clearTimeout(this.pause);
    if (typed) this.pause = setTimeout(() => this.#ask(typed), PAUSE);
  }

  #here(typed) {
    const parts = folded(typed).split(/\s+/).filter(Boolean);
    const begins = ({ name }) => parts.every((part) => ` ${folded(name)}`.replace(/[-']/g, " ").includes(` ${part}`));
    const found = this.data.people.filter(({ name }) => parts.every((part) => folded(name).includes(part)));
    return [...found.filter(begins), ...found.filter((one) => !begins(one))]; // a word begun before one cut
  }

  async #ask(typed) {
    const turn = (this.asked += 1);
    let found = [];
    try {
      const answer = await fetch(`${this.data.urls.people}?${new URLSearchParams({ q: typed })}`,
        { redirect: "manual" });
      if (answer.ok) found = (await answer.json()).people;
    } catch {
      // Offline: those of the article are offered, and a new record.
    }
    if (turn !== this.asked || !this.element) return;
    this.isAsking = false;
    const here = this.#here(typed);
    const known = new Set(here.map(({ id }) => id));
    this.#offer([...here, ...found.filter(({ id }) => !known.has(id))], typed);
    const first = this.#options()[0];
    const isTaken = this.isTakenNext && first?.dataset.kind;
    this.isTakenNext = false;
    if (!isTaken) return;
    this.#take(first);
    for (const { key, code, shiftKey } of this.pressed) {
      document.body.dispatchEvent(
        new KeyboardEvent("keydown", { key, code, shiftKey, bubbles: true, cancelable: true }),
      );
    }
  }

  #offer(people, typed) {
    const { words } = this;
    const options = people.slice(0, 12).map(({ id, name, role, who }) =>
      make("li", { role: "option", data: { id: id ?? undefined, name } }, make("span", { text: name }),
        make("small", { text: (id ? role || who : words.to_create) ?? "" })));
    const isKnown = people.some(({ name }) => folded(name) === folded(typed));
    if (typed.length > 1 && !isKnown && this.data.may.add_person) {
      for (const kind of ["person", "body"]) {
        options.push(make("li", { role: "option", data: { name: typed, kind },
          text: filled(words[`create_${kind}`], { name: typed }) }));
      }
    }
    options.forEach((option, index) => { option.id = `finder-${index}`; });
    this.list.replaceChildren(...options);
    if (!options.length) this.list.append(make("li", { className: "quiet", text: words.nobody_found }));
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    this.#point(options.length && typed ? 0 : -1);
  }

  #options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  #point(index) {
    const options = this.#options();
    this.at = options.length ? Math.max(-1, Math.min(index, options.length - 1)) : -1;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === this.at)));
    const option = options[this.at];
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  #press(event) {
    if (event.isComposing) return;
    const option = this.#options()[this.at];
    if (this.isTakenNext && [...event.key].length === 1) this.pressed.push(event);
    else if (event.key === "ArrowDown") this.#point(this.at + 1);
    else if (event.key === "ArrowUp") this.#point(this.at - 1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && option) this.#answer(option);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Nobody is recorded before the archive has said that it knows nobody of this name; whom it
  // knows is shown first.
  #answer(option) {
    if (!option.dataset.kind || !this.isAsking) return this.#take(option);
    this.isTakenNext = true;
    this.pressed = []; // the keys of the commands that follow, kept until then
    return undefined;
  }

  #take(option) {
    const { id, name, kind } = option.dataset;
    const choose = this.choose;
    this.close();
    choose(id ? { id: Number(id), name } : { name, kind: kind ?? "person" });
  }
}
