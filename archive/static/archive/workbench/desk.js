// The annotation desk: puts the text, the list, the card, the keys and the outbox together.
import { Answers } from "./answers.js";
import { Card } from "./card.js";
import { Choice, Choices } from "./choices.js";
import { Commands } from "./commands.js";
import { Finder } from "./finder.js";
import { Highlights } from "./highlights.js";
import { Items } from "./items.js";
import { listen } from "./keys.js";
import { Live } from "./live.js";
import { make } from "./make.js";
import { Outbox } from "./outbox.js";
import { Reader } from "./reader.js";
import { PrintedText } from "./text.js";

const SHOWN = 8_000; // milliseconds that what was done stays told
const LOOK = 150; // milliseconds an item is at hand before the archive is asked about its words
const at = (id) => document.getElementById(id);

export class Desk {
  constructor(root, data) {
    Object.assign(this, { root, data, words: data.words });
    this.text = new PrintedText(at("printed"));
    this.language = this.text.element.lang;
    this.highlights = new Highlights(this.text);
    this.items = new Items({
      list: at("items"), unsure: at("unsure"), records: data.items, nothing: at("nothing"),
      count: at("count"),
    });
    this.choices = new Choices({ user: data.user, article: data.article, text: data.text });
    this.card = new Card({ element: at("card"), data, language: this.language });
    this.finder = new Finder({ card: at("card"), data, language: this.language });
    this.choice = null; // what is at hand
    this.behind = null; // what was at hand before words were selected
    this.inFlight = new Map(); // key of an act → {item, choice, act}
    this.from = null; // the place of what was last decided on, until something is chosen
    this.takenBack = []; // what was undone in this page: unsent acts, and null for the server's
    this.looked = new Map();
    this.paintAll();
  }

  start() {
    const token = this.root.querySelector("[name=csrfmiddlewaretoken]").value;
    const { user, article, urls } = this.data;
    this.outbox = new Outbox({ url: urls.acts, user, article, token, renew: () => this.renew() });
    this.answers = new Answers(this);
    this.commands = new Commands(this);
    this.reader = new Reader({
      text: this.text, highlights: this.highlights, isOn: () => this.data.may.annotate,
      onWords: (span) => this.openWords(span), onItem: (ids) => this.openAmong(ids),
    });
    listen({
      root: this.root, commands: this.data.commands, bindings: this.data.bindings,
      isOn: this.data.single_keys, run: (name, given) => this.commands.run(name, given),
    });
    this.live = new Live({ url: urls.state, since: this.data.now, take: (state) => this.answers.state(state) });
    this.root.addEventListener("click", (event) => this.click(event));
    for (const list of [at("items"), at("unsure")]) {
      list.addEventListener("keydown", (event) => this.arrow(event));
    }
    addEventListener("hashchange", () => this.open(location.hash.slice(1)));
    this.showReversible(this.data);
    this.answers.adopt();
    this.restore();
    if (!Highlights.isSupported) this.say(this.words.no_highlights);
  }

  // The token of whoever logged in again, if it is the same editor.
  async renew() {
    const answer = await fetch(`${this.data.urls.state}?${new URLSearchParams({ since: this.data.now })}`,
      { redirect: "manual" });
    const state = answer.ok ? await answer.json() : {};
    return state.user === this.data.user ? state.token : null;
  }

  // --- What is at hand ------------------------------------------------------------------------

  get record() {
    return this.choice && !this.choice.isNew ? this.items.get(this.choice.item) : null;
  }

  open(item, options = {}) {
    const record = this.items.get(item);
    if (!record) return;
    this.leave(item);
    this.from = null;
    const isBegun = item.startsWith("n");
    this.choice = isBegun ? this.choices.get(item) : this.choices.of(record);
    this.behind = null;
    this.card.said = "";
    // The card first: what measures the page afterwards measures it once.
    this.show();
    this.items.choose(item, options);
    if (!record.is_orphan) this.text.reveal(this.choice.value("span"));
  }

  // A click on marked words opens the innermost item; the next click the one around it.
  openAmong(ids) {
    const now = ids.indexOf(this.items.current);
    this.open(ids[(now + 1) % ids.length], { focus: false });
  }

  // Words chosen while an orphan is at hand are where it stands from now on.
  openWords({ start, end }) {
    if (this.record?.is_orphan && this.card.mayEdit(this.record)) {
      const exact = this.text.slice(start, end);
      this.choice.set({ span: { text: this.data.text, start, end, exact } });
      getSelection().removeAllRanges();
      return this.changed();
    }
    const item = `n${start}-${end}`;
    const before = this.choice;
    if (!this.choices.get(item)) {
      const exact = this.text.slice(start, end);
      this.choices.add(new Choice({
        item, base: { kind: null, speaker: null, speaker_type: null, attribution: null,
          speaker_role: "", targets: [], span: { text: this.data.text, start, end, exact } },
      }));
    }
    this.leave(item);
    this.from = null;
    this.choice = this.choices.get(item);
    this.behind = before && before.item !== item ? before : null;
    this.card.said = "";
    this.items.choose(null);
    this.show();
    this.text.reveal({ start, end });
    getSelection().removeAllRanges();
    return undefined;
  }

  // What was begun of another item stays begun: a statement's change is saved, the rest is kept.
  leave(item) {
    this.finder.close();
    const { choice, record } = this;
    if (!choice || choice.item === item) return;
    if (record?.version && choice.isChanged && !choice.conflicts) this.commands.save(record, choice);
    else if (choice.isNew && !choice.past.length && !Object.keys(choice.changes).length) this.choices.drop(choice.item);
    else if (choice.isNew) this.answers.putBegun(choice);
  }

  // While somebody is looked for or a comment written, nothing else comes to hand: the letters typed
  // would be taken for commands.
  get isTyping() {
    return this.finder.isOpen || document.querySelector(".card-return") !== null;
  }

  close() {
    this.finder.close();
    this.from = null;
    this.choice = null;
    this.items.choose(null);
    this.card.hide();
    this.paintFocus();
  }

  show() {
    const { choice, record } = this;
    if (!choice) return this.card.hide();
    const span = choice.value("span");
    const beside = this.looked.get(`${span.start}-${span.end}`) ?? {};
    this.card.show(record, choice, beside);
    this.paintFocus();
    this.look(span);
    return undefined;
  }

  changed() {
    this.card.said = "";
    this.choices.keep();
    this.show();
  }

  look({ start, end, text }) {
    const place = `${start}-${end}`;
    clearTimeout(this.looking);
    if (this.looked.has(place) || text !== this.data.text) return;
    this.looking = setTimeout(async () => {
      try {
        const answer = await fetch(`${this.data.urls.look}?${new URLSearchParams({ start, end })}`,
          { redirect: "manual" });
        if (!answer.ok) return;
        this.looked.set(place, await answer.json());
        const span = this.choice?.value("span");
        if (span && `${span.start}-${span.end}` === place && !this.isTyping) this.show();
      } catch {
        // Offline: the server infers the kind when the statement is saved.
      }
    }, LOOK);
  }

  // --- Marks ------------------------------------------------------------------------------------

  paintAll() {
    this.highlights.all(this.items.all.filter((record) => !record.is_orphan)
      .map((record) => [record.item, record.span, this.layer(record)]));
  }

  paint(record) {
    if (record.is_orphan) this.highlights.remove(record.item);
    else this.highlights.set(record.item, record.span, this.layer(record));
  }

  layer(record) {
    return record.status === "sending" || record.status === "begun" ? "draft" : record.status;
  }

  paintFocus() {
    const { choice, record } = this;
    const at = choice?.value("span");
    const span = at?.text === this.data.text ? at : null;
    const isPending = span && (choice.isNew || record?.is_orphan);
    this.highlights.focus(isPending ? null : span);
    this.highlights.pending(isPending ? span : null);
    this.highlights.mentions(span ? this.mentionsOf(record, choice) : []);
    if (span && !Highlights.isSupported) this.text.select(span);
  }

  mentionsOf(record, choice) {
    const spans = (choice.value("targets") ?? [])
      .filter((target) => target.mention_start !== null && target.mention_start !== undefined)
      .map((target) => ({ start: target.mention_start, end: target.mention_end }));
    if (record?.attribution_span) {
      const [start, end] = record.attribution_span;
      spans.push({ start, end });
    }
    return spans;
  }

  // --- What is said -----------------------------------------------------------------------------

  say(sentence) {
    const live = at("live");
    live.textContent = "";
    requestAnimationFrame(() => { live.textContent = sentence; });
    clearTimeout(this.silence);
    this.silence = setTimeout(() => { live.textContent = ""; }, SHOWN);
  }

  banner(sentence, link) {
    const place = at("banner");
    place.textContent = sentence;
    const close = make("button", { type: "button", className: "desk-button", text: this.words.close,
      on: { click: () => { place.hidden = true; } } });
    place.append(...(link ? [" ", link] : []), " ", close);
    place.hidden = false;
  }

  showReversible({ undo, redo }) {
    this.reversible = { undo, redo };
    for (const [name, act] of [["undo", undo], ["redo", redo]]) {
      for (const one of this.root.querySelectorAll(`.bench-tools [data-command=${name}]`)) {
        const own = name === "undo" ? this.choice?.past : this.choice?.future ?? this.takenBack;
        one.disabled = !act && !this.inFlight.size && !this.takenBack.length && !own?.length;
        one.title = act ? `${this.words[name]}${this.words.colon} ${act.name}` : "";
      }
    }
  }

  // --- Events of the page ----------------------------------------------------------------------

  click(event) {
    const part = event.target.closest("[data-remove], [data-side], [data-item]");
    if (!part || event.target.closest("a, [data-command]")) return;
    if (part.dataset.remove !== undefined) this.commands.removeTarget(part.dataset.remove);
    else if (part.dataset.side) this.commands.settle(part.dataset.field, part.dataset.side);
    else this.open(part.dataset.item);
  }

  arrow(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.commands.run(step > 0 ? "next" : "previous", {});
  }

  restore() {
    const find = ({ exact }) => {
      const body = this.text.slice(0, this.text.length);
      const first = body.indexOf(exact);
      if (first < 0 || body.indexOf(exact, first + 1) >= 0) return null;
      const start = [...body.slice(0, first)].length;
      return { text: this.data.text, start, end: start + [...exact].length, exact };
    };
    const begun = this.choices.restore(this.items.records, find);
    for (const choice of begun.filter((one) => one.isNew)) this.answers.putBegun(choice);
    if (begun.length) {
      this.open(begun.at(-1).item);
      this.card.tell(this.words.restored);
    } else if (location.hash) this.open(location.hash.slice(1));
  }
}

const root = at("annotator");
if (root) {
  const data = JSON.parse(at("annotation-data").textContent);
  const started = performance.now();
  const desk = new Desk(root, data);
  desk.start();
  performance.measure("propos-desk", { start: started });
  root.dataset.ready = "yes";
}
