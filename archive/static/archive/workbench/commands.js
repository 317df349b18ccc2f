// What each command does (archive.admin.workbench_commands names them and their keys).
import { acceptManyOf, acceptOf, createOf, dismissOf, editOf, moveOf } from "./acts.js";
import { CardCommands } from "./card_commands.js";
import { filled } from "./make.js";
import { askReturn } from "./returning.js";

const MOST_AT_ONCE = 500; // suggestions: more are refused
const TAKES_BACK = 5_000; // milliseconds in which a decision that readers will see can be taken back

export class Commands extends CardCommands {
  run(name, { number } = {}) {
    const { desk } = this;
    if (name === "speaker" && desk.choice?.conflicts && number <= 2) {
      const [field] = Object.keys(desk.choice.conflicts);
      return this.settle(field, number === 1 ? "yours" : "theirs") ?? true;
    }
    const command = this[`do_${name}`];
    if (!command) return false;
    if (!desk.data.may.annotate && !["next", "previous", "cancel"].includes(name)) {
      desk.say(desk.words.not_yours);
      return true;
    }
    return command.call(this, number) ?? true;
  }

  // --- From one to the next -------------------------------------------------------------------

  do_next() {
    this.#beside(1);
  }

  do_previous() {
    this.#beside(-1);
  }

  #beside(step) {
    const { desk } = this;
    const place = desk.choice?.value("span").start ?? desk.reader.position;
    const record = desk.items.beside(step, place);
    if (record) desk.open(record.item);
  }

  do_new() {
    this.#quotation(1);
  }

  do_previous_new() {
    this.#quotation(-1);
  }

  #quotation(step) {
    const { desk } = this;
    const here = desk.from ?? desk.choice?.value("span").start
      ?? (desk.reader.cursor ? desk.reader.position : -1);
    const free = this.#freeQuotations();
    const found = step > 0
      ? free.find(([start]) => start > here) ?? free[0]
      : free.findLast(([start]) => start < here) ?? free.at(-1);
    if (!found) return desk.say(desk.words.no_quotation);
    const [start, end, kind] = found;
    desk.openWords({ start, end });
    if (!desk.looked.has(`${start}-${end}`)) desk.card.show(null, desk.choice, { kind });
    return undefined;
  }

  // Those that touch no item; both lists are in reading order.
  #freeQuotations() {
    const taken = this.desk.items.all.filter((record) => !record.is_orphan);
    let [next, furthest] = [0, -1];
    return this.desk.data.quotations.filter(([start, end]) => {
      while (next < taken.length && taken[next].span.start < end) {
        furthest = Math.max(furthest, taken[next].span.end);
        next += 1;
      }
      return furthest <= start;
    });
  }

  advance(place) {
    const { desk } = this;
    const next = desk.items.next((record) => this.isWaiting(record), place);
    if (next) desk.open(next.item);
    else desk.close();
    desk.from = place; // not chosen by the editor: the next quotation is the one after their last
    if (next) return undefined;
    return desk.say(desk.words.nothing_left);
  }

  // Whether this editor can decide on an item.
  isWaiting(record) {
    const { desk } = this;
    if (desk.answers.isInFlight(record.item) || record.status === "sending") return false;
    if (record.tier || record.status === "begun") return true;
    if (record.status === "in_review") {
      return desk.data.may.review && record.submitted_by !== desk.data.user;
    }
    return record.status === "draft" || record.status === "returned";
  }

  // --- Decisions -------------------------------------------------------------------------------

  do_accept() {
    this.#decide({ submit: true });
  }

  do_save_draft() {
    this.#decide({ submit: false });
  }

  #decide({ submit }) {
    const { desk } = this;
    const { choice, record } = desk;
    // After a cancelled one the list has the next in focus, not yet at hand.
    if (!choice && desk.items.current) return desk.open(desk.items.current);
    if (!choice) return desk.say(desk.words.select_first);
    if (desk.finder.isOpen) return undefined;
    if (submit && !this.#saysWho(record, choice)) return desk.card.tell(desk.words.say_speaker);
    const place = choice.value("span").start;
    const options = { item: record?.item ?? null, choice };
    if (choice.conflicts) {
      return desk.card.tell(filled(desk.words.conflict, { name: record.modified_by }));
    }
    if (choice.isNew) desk.answers.send(createOf(choice, { submit }), options);
    else if (record.tier) desk.answers.send(acceptOf(record, choice, { submit }), options);
    else if (!this.#move(record, choice, submit, options)) return undefined;
    desk.choice = null;
    return this.advance(place);
  }

  #saysWho(record, choice) {
    if (record && record.status === "in_review") return true;
    if (choice.value("speaker")) return true;
    const type = choice.value("speaker_type");
    if (type && type !== "named") return true;
    return Boolean(record?.is_new_person && !("speaker" in choice.changes));
  }

  // Of a statement: what it takes to bring it one step further. True when something was sent.
  #move(record, choice, submit, options) {
    const { desk } = this;
    const { answers, words } = desk;
    const isEditable = record.status === "draft" || record.status === "returned";
    if (choice.isChanged && (isEditable || desk.data.may.review)) {
      answers.send(editOf(record, choice, { submit: submit && isEditable }), options);
      return true;
    }
    if (!submit) return true;
    if (isEditable) {
      answers.send(moveOf(record, "submit"), options);
      return true;
    }
    if (record.status !== "in_review") return true;
    const isOwn = record.submitted_by === desk.data.user;
    if (isOwn || !desk.data.may.review) {
      desk.card.tell(isOwn ? words.submitted_by_you : words.waits_for_reviewer);
      return false;
    }
    answers.send(moveOf(record, "approve"), { ...options, hold: TAKES_BACK });
    desk.say(words.approved_soon);
    return true;
  }

  // A change of a statement that is left for another one.
  save(record, choice) {
    this.desk.answers.send(editOf(record, choice, { submit: false }), { item: record.item, choice });
  }

  do_dismiss() {
    const { desk } = this;
    const { choice, record } = desk;
    if (!choice) return desk.say(desk.words.select_first);
    const place = choice.value("span").start;
    if (choice.isNew) return this.do_cancel();
    if (record.status === "in_review") return this.#return(record, choice);
    if (record.status === "published") return undefined;
    const act = record.tier
      ? dismissOf(record) : moveOf(record, "reject", { reason: desk.words.dropped });
    desk.answers.send(act, { item: record.item, choice });
    desk.choice = null;
    return this.advance(place);
  }

  #return(record, choice) {
    const { desk } = this;
    if (!desk.data.may.review) return desk.card.tell(desk.words.not_yours);
    return askReturn({
      card: desk.card.element, data: desk.data, title: desk.words.return,
      send: (given) => {
        desk.answers.send(moveOf(record, "return", given), { item: record.item, choice });
        desk.choice = null;
        this.advance(record.span.start);
      },
    });
  }

  do_revise() {
    const { desk } = this;
    if (desk.record?.status === "published") {
      desk.answers.send(moveOf(desk.record, "revise"), { item: desk.record.item });
    }
  }

  do_later() {
    const { desk } = this;
    if (!desk.choice) return;
    const place = desk.choice.value("span").start + 1;
    if (desk.record) desk.items.leave(desk.record.item);
    this.advance(place);
  }

  do_accept_all() {
    const { desk } = this;
    const sure = desk.items.all.filter(
      (record) => record.tier === "high" && record.status === "suggestion"
        && !desk.answers.isInFlight(record.item) && !desk.choices.get(record.item)?.isChanged,
    );
    if (!sure.length) return desk.say(desk.words.none_sure);
    const together = sure.slice(0, MOST_AT_ONCE);
    desk.answers.send(acceptManyOf(together), { items: together.map(({ item }) => item) });
    return undefined;
  }

  settle(field, side) {
    const { desk } = this;
    const { choice } = desk;
    choice.settle(field, side);
    desk.changed();
  }

  // --- Mistakes ----------------------------------------------------------------------------------

  do_undo() {
    const { desk } = this;
    if (desk.choice?.undo()) return desk.changed();
    const last = [...desk.inFlight.keys()].at(-1);
    const isUndo = desk.inFlight.get(last)?.act.act === "undo"; // the next one goes further back
    if (last && !isUndo && desk.outbox.cancel(last)) return this.#takeBack(last);
    desk.takenBack.push(null);
    return desk.answers.send({ act: "undo" });
  }

  #takeBack(key) {
    const { desk } = this;
    const sent = desk.answers.land(key);
    if (sent.act.act !== "redo") desk.takenBack.push(sent);
    if (sent.choice) desk.answers.giveBack(sent, {});
    desk.showReversible(desk.reversible);
    desk.say(desk.words.taken_back);
  }

  do_redo() {
    const { desk } = this;
    if (desk.choice?.redo()) return desk.changed();
    const sent = desk.takenBack.pop();
    if (!sent) return desk.answers.send({ act: "redo" });
    // It was taken back before the server heard of it: it is sent for the first time.
    desk.answers.send(sent.act, { ...sent, isAgain: true });
    if (desk.choice !== sent.choice) return undefined;
    desk.choice = null;
    return this.advance(sent.choice?.value("span").start ?? 0);
  }

  do_cancel() {
    const { desk } = this;
    if (desk.finder.isOpen) return desk.finder.close();
    const { choice, behind } = desk;
    if (!choice) return undefined;
    const { start } = choice.value("span");
    if (choice.isNew) {
      desk.choices.drop(choice.item);
      desk.items.remove(choice.item);
      desk.highlights.remove(choice.item);
    } else if (choice.isChanged) {
      choice.set(Object.fromEntries(Object.keys(choice.changes).map((name) => [name, choice.base[name]])));
      return desk.changed();
    }
    desk.choice = null;
    if (behind && desk.items.get(behind.item)) return desk.open(behind.item);
    desk.close();
    const record = desk.items.beside(1, start);
    if (record) desk.items.choose(record.item);
    return undefined;
  }
}
