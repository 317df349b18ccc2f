// The commands that change the card at hand: who speaks, who is meant, the kind, the place. Nothing is
// sent by them.
export class CardCommands {
  constructor(desk) {
    this.desk = desk;
  }

  // --- People ----------------------------------------------------------------------------------

  #person(number) {
    const one = this.desk.data.people[number - 1];
    return one ? one.id ?? { name: one.name, kind: "person" } : null;
  }

  do_speaker(number) {
    const person = this.#person(number);
    if (person !== null) this.chooseSpeaker(person);
  }

  do_target(number) {
    const person = this.#person(number);
    if (person !== null) this.#edit((choice) => choice.toggleTarget(person));
  }

  chooseSpeaker(person) {
    this.#edit((choice) => {
      const type = choice.value("speaker_type");
      const values = { speaker: person };
      if (type === "anonymous" || type === "unknown") values.speaker_type = "named";
      if (choice.isNew) values.attribution = null;
      choice.set(values);
    });
  }

  removeTarget(person) {
    this.#edit((choice) => choice.set({
      targets: choice.value("targets").filter(
        (target) => String(target.person?.name ?? target.person) !== person,
      ),
    }));
  }

  do_find_speaker() {
    this.#find(this.desk.words.speaker, (found) => this.chooseSpeaker(this.#known(found)));
  }

  do_find_target() {
    this.#find(this.desk.words.targets,
      (found) => this.#edit((choice) => choice.toggleTarget(this.#known(found))));
  }

  #find(label, take) {
    if (!this.desk.choice) return this.desk.say(this.desk.words.select_first);
    return this.desk.finder.open(label, take);
  }

  // Somebody found by name is offered with the others from then on.
  #known({ id, name, kind }) {
    if (!id) return { name, kind };
    const { people } = this.desk.data;
    if (!people.some((one) => one.id === id)) people.push({ id, name, role: "" });
    return id;
  }

  // The words just selected name the source of what was at hand before.
  do_anonymous() {
    const { desk } = this;
    const { behind, choice } = desk;
    if (!behind || !choice?.isNew) return desk.card.tell(desk.words.select_source);
    const { exact } = choice.value("span");
    desk.choices.drop(choice.item);
    desk.items.remove(choice.item);
    desk.choice = behind;
    desk.behind = null;
    if (behind.isNew) desk.choices.add(behind);
    desk.items.choose(behind.item);
    return this.#edit((one) => one.set({ speaker: null, speaker_type: "anonymous", attribution: exact }));
  }

  do_same() {
    const { desk } = this;
    const span = desk.choice?.value("span");
    const [one] = (span && desk.looked.get(`${span.start}-${span.end}`)?.elsewhere) ?? [];
    if (!one) return;
    for (const person of [one.speaker, ...one.targets]) if (person) this.#known(person);
    this.#edit((choice) => choice.set({
      speaker: one.speaker?.id ?? null,
      speaker_type: one.speaker_type,
      targets: one.targets.map(({ id }) => ({ person: id, relation: "about", mention: null, role: "" })),
    }));
  }

  // --- Kind and place --------------------------------------------------------------------------

  do_direct() { this.#edit((choice) => choice.set({ kind: "direct" })); }

  do_indirect() { this.#edit((choice) => choice.set({ kind: "indirect" })); }

  do_mixed() { this.#edit((choice) => choice.set({ kind: "mixed" })); }

  do_start_left() { this.#place((span) => this.desk.text.moveEdge(span, "start", -1)); }

  do_start_right() { this.#place((span) => this.desk.text.moveEdge(span, "start", 1)); }

  do_end_left() { this.#place((span) => this.desk.text.moveEdge(span, "end", -1)); }

  do_end_right() { this.#place((span) => this.desk.text.moveEdge(span, "end", 1)); }

  do_grow() { this.#place((span) => this.desk.text.grow(span)); }

  #place(change) {
    const { desk } = this;
    if (!desk.choice || desk.record?.is_orphan) return;
    const { start, end } = change(desk.choice.value("span"));
    const exact = desk.text.slice(start, end);
    this.#edit((choice) => choice.set({ span: { text: desk.data.text, start, end, exact } }));
    desk.text.reveal({ start, end });
  }

  #edit(change) {
    const { desk } = this;
    if (!desk.choice) return desk.say(desk.words.select_first);
    if (!desk.card.mayEdit(desk.record)) return desk.say(desk.words.not_yours);
    change(desk.choice);
    desk.changed();
    desk.showReversible({ undo: { name: desk.words.step }, redo: null });
    return undefined;
  }
}
