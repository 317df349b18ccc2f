// What the server answers: items as they now are, items that are gone, and what it refused.
import { Choice, valuesOf } from "./choices.js";
import { filled, make } from "./make.js";

const escaped = (words) => make("p", { text: words }).innerHTML;

const itemsOf = ({ suggestion, suggestions = [], statement }) => [
  ...[suggestion, ...suggestions].filter(Boolean).map((number) => `g${number}`),
  ...(Number.isInteger(statement) ? [`s${statement}`] : []),
];

const choiceOf = ({ text, start, end, exact, ...values }) => new Choice({
  item: `n${start}-${end}`,
  base: { ...valuesOf(values), span: { text, start, end, exact } },
});

export class Answers {
  constructor(desk) {
    this.desk = desk;
    this.busy = new Set(); // items that an act in flight is about
    desk.outbox.addEventListener("done", ({ detail }) => this.done(detail));
    desk.outbox.addEventListener("refused", ({ detail }) => this.refused(detail));
    desk.outbox.addEventListener("state", ({ detail }) => this.saving(detail));
    this.saving({ state: desk.outbox.state, waiting: desk.outbox.waiting });
  }

  // --- Sent ------------------------------------------------------------------------------------

  // Shows at once what an act will do; `choice` comes back if it is refused or cancelled.
  send(act, { item = null, items = item ? [item] : [], choice = null, hold = 0, isAgain = false } = {}) {
    const { desk } = this;
    const key = desk.outbox.add(act, { hold });
    const isReverting = act.act === "undo" || act.act === "redo";
    if (!isReverting && !isAgain) desk.takenBack = [];
    desk.inFlight.set(key, { item, items, choice, act, hold });
    for (const one of items) this.busy.add(one);
    if (choice?.isNew) {
      desk.choices.drop(choice.item);
      this.putBegun(choice, "sending", `c${key}`);
    }
    for (const one of items) desk.items.element(one)?.setAttribute("aria-busy", "true");
    if (choice && !choice.isNew) desk.choices.drop(choice.item);
    desk.showReversible({ undo: { name: "" }, redo: null });
    return key;
  }

  isInFlight(item) {
    return this.busy.has(item);
  }

  // An act is answered, or taken back before it was sent; gives what was sent with it.
  land(key) {
    const { desk } = this;
    const sent = desk.inFlight.get(key);
    desk.inFlight.delete(key);
    desk.items.remove(`c${key}`);
    desk.highlights.remove(`c${key}`);
    for (const item of sent?.items ?? []) {
      this.busy.delete(item);
      desk.items.element(item)?.removeAttribute("aria-busy");
    }
    return sent;
  }

  // What was asked by a page that is gone, or by another tab, is on its way too: its words are not
  // free, its items not to be decided on again.
  adopt() {
    const { desk } = this;
    const unanswered = desk.outbox.unanswered;
    const keys = new Set(unanswered.map(({ key }) => key));
    for (const [key, { isForeign }] of [...desk.inFlight]) if (isForeign && !keys.has(key)) this.land(key);
    for (const act of unanswered) {
      if (desk.inFlight.has(act.key)) continue;
      const choice = act.act === "create" && act.text === desk.data.text ? choiceOf(act) : null;
      const items = itemsOf(act).filter((item) => desk.items.get(item));
      desk.inFlight.set(act.key, { item: null, items, choice, act, isForeign: true });
      for (const item of items) {
        this.busy.add(item);
        desk.items.element(item).setAttribute("aria-busy", "true");
      }
      if (choice) {
        desk.choices.drop(choice.item);
        this.putBegun(choice, "sending", `c${act.key}`);
      }
    }
  }

  // A line of the list for words that are no statement yet.
  putBegun(choice, status = "begun", item = choice.item) {
    const { desk } = this;
    if (item !== choice.item) desk.items.remove(choice.item);
    const span = choice.value("span");
    const words = span.exact.length > 140 ? `${span.exact.slice(0, 140)}…` : span.exact;
    const label = desk.words[status === "sending" ? "sending" : "begun"];
    const record = {
      item, status, span, id: null, names: {}, kind: choice.value("kind"),
      html: `<li class="item item-${status}" id="item-${item}" data-item="${item}" tabindex="-1"`
        + `${status === "sending" ? ' aria-busy="true"' : ""}><q class="item-words">${escaped(words)}</q>`
        + ` <span class="item-who">${escaped(desk.card.speakerName(null, choice))}</span>`
        + ` <span class="item-status">${escaped(label)}</span></li>`,
    };
    desk.items.put(record);
    desk.paint(record);
  }

  // --- Answered --------------------------------------------------------------------------------

  done({ act, answer }) {
    const { desk } = this;
    this.land(act.key);
    this.take(answer);
    desk.showReversible(answer);
    this.announce(act, answer);
  }

  take({ items = [], gone = [] }) {
    const { desk } = this;
    for (const item of gone) this.remove(item);
    for (const record of items) this.put(record);
  }

  put(record, { isTheirs = false } = {}) {
    const { desk } = this;
    Object.assign((desk.data.names ??= {}), record.names);
    if (desk.inFlight.has(record.key)) this.land(record.key);
    const choice = desk.choices.get(record.item);
    // What the editor has begun of it goes on, over the values as they now are.
    if (choice && isTheirs) choice.meet(valuesOf(record));
    else if (choice) choice.base = valuesOf(record);
    desk.items.put(record);
    desk.paint(record);
    if (desk.choice?.item === record.item) {
      desk.choice = desk.choices.of(record);
      if (!desk.isTyping) desk.show();
    }
    this.meet(record);
  }

  // Somebody recorded meanwhile takes the place of their name on the palette.
  meet(record) {
    const { people } = this.desk.data;
    const named = { ...record.names };
    if (record.speaker) named[record.speaker] = record.speaker_name;
    for (const [number, name] of Object.entries(named)) {
      const id = Number(number);
      if (people.some((one) => one.id === id)) continue;
      const stranger = people.find((one) => one.id === null && one.name === name);
      if (stranger) stranger.id = id;
      else people.push({ id, name, role: "" });
    }
  }

  remove(item) {
    const { desk } = this;
    desk.choices.drop(item);
    desk.highlights.remove(item);
    desk.items.remove(item);
    if (desk.choice?.item === item) desk.close();
  }

  announce(act, answer) {
    const { desk } = this;
    const { words } = desk;
    const refused = Object.keys(answer.refused ?? {}).length;
    const told = {
      create: words.created, edit: words.saved, accept: words.accepted, dismiss: words.dismissed,
      accept_many: filled(words.accepted_many, { number: (answer.gone ?? []).length }),
      undo: filled(words.undone, { name: answer.redo?.name ?? "" }),
      redo: filled(words.redone, { name: answer.undo?.name ?? "" }),
      move: { approve: words.approved, return: words.returned }[act.move] ?? words.saved,
    }[act.act];
    desk.say(refused ? `${told} ${filled(words.some_refused, { number: refused })}` : told);
    const isReverting = act.act === "undo" || act.act === "redo";
    if (isReverting && answer.items?.length && !desk.isTyping) desk.open(answer.items[0].item);
  }

  // --- Refused ---------------------------------------------------------------------------------

  refused({ act, status, problem }) {
    const { desk } = this;
    const sent = this.land(act.key);
    const sentence = problem?.detail ?? `${status}`;
    this.take({ gone: problem?.gone });
    if (sent?.choice) this.giveBack(sent, problem ?? {});
    else this.take(problem ?? {});
    if (problem?.title === "text-changed") return this.textChanged();
    desk.say(sentence);
    if (desk.choice?.conflicts) return undefined; // the card says it, and what to choose from
    if (sent?.choice && desk.choice === sent.choice) desk.card.tell(sentence);
    else desk.banner(sentence);
    return undefined;
  }

  giveBack({ item, choice, act }, { items = [], fields = [] }) {
    const { desk } = this;
    desk.choices.add(choice);
    if (choice.isNew) {
      this.putBegun(choice);
      return desk.isTyping ? undefined : desk.open(choice.item);
    }
    for (const record of items) desk.items.put(record);
    const record = desk.items.get(item);
    if (!record) return desk.choices.drop(choice.item);
    choice.base = valuesOf(record);
    const mine = fields.filter((name) => name in choice.changes);
    if (act.act === "edit" && mine.length) {
      choice.conflicts = Object.fromEntries(mine.map((name) => [name, record[name]]));
    }
    desk.paint(record);
    return desk.isTyping ? undefined : desk.open(item);
  }

  textChanged() {
    const { words } = this.desk;
    this.desk.banner(words.text_changed, make("a", { href: location.href, text: words.reload }));
  }

  // --- The others, and the state of saving -----------------------------------------------------

  state(state) {
    const { desk } = this;
    const { words, data } = desk;
    document.getElementById("present").textContent = state.present.length
      ? filled(words.present, { names: state.present.join(", ") }) : "";
    if (state.text !== data.text) return this.textChanged();
    for (const item of state.gone ?? []) {
      if (this.isInFlight(item)) continue;
      if (desk.choice?.item === item) desk.say(words.decided_meanwhile);
      this.remove(item);
    }
    for (const record of state.items ?? []) {
      const known = desk.items.get(record.item);
      if (this.isInFlight(record.item) || known?.version >= record.version) continue;
      this.put(record, { isTheirs: true });
    }
    this.adopt();
    if (!desk.inFlight.size) desk.showReversible(state);
    const here = desk.items.all.filter((record) => record.tier).length;
    if (data.sees && state.pending !== here && !desk.inFlight.size) {
      desk.banner(words.reread, make("a", { href: location.href, text: words.reload }));
    }
    return undefined;
  }

  saving({ state, waiting, kept = true }) {
    const { words, data } = this.desk;
    const place = document.getElementById("saving");
    const said = {
      saved: words.saved, sending: words.sending, waiting: words.waiting, offline: words.offline,
      "logged-out": words.logged_out,
    }[state];
    place.textContent = filled(said, { number: waiting });
    place.dataset.state = state;
    if (state === "logged-out") {
      place.append(" ", make("a", { href: data.urls.login, target: "_blank", rel: "noopener", text: words.log_in }));
    }
    if (!kept) this.desk.banner(words.not_kept);
  }
}

