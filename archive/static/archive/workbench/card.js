// The card of the item at hand: whose words, about whom, of which kind, why it is proposed, and what
// can be done. Every command of a key is a button here.
import { button, filled, make } from "./make.js";
import { isSomebody } from "./choices.js";
import { showKeys } from "./keys.js";

const EDGES = ["start_left", "start_right", "end_left", "end_right", "grow"];
const KEYS_OF_PEOPLE = 9;

export class Card {
  constructor({ element, data, language }) {
    Object.assign(this, { element, data, language, words: data.words });
    this.said = "";
  }

  hide() {
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  // `record` is null for a new statement; `beside` has what was looked up: {kind, elsewhere}.
  show(record, choice, beside = {}) {
    const had = this.element.contains(document.activeElement)
      ? document.activeElement.closest("[data-command]")?.dataset : null;
    const editable = this.mayEdit(record);
    this.element.hidden = false;
    this.element.replaceChildren(...[
      this.#heading(record),
      make("p", { id: "card-said", className: "card-said", role: "alert", text: this.said, hidden: !this.said }),
      make("blockquote", { lang: this.language, text: choice.value("span").exact }),
      record?.is_orphan ? make("p", { className: "card-note", text: this.words.orphan }) : null,
      editable ? make("div", { className: "card-edges", role: "group", "aria-label": this.words.words },
        ...EDGES.map((name) => button(name, this.words[name]))) : null,
      choice.conflicts ? this.#conflicts(record, choice) : null,
      this.#speaker(record, choice, editable),
      editable ? this.#palette(choice) : null,
      this.#targets(record, choice, editable),
      this.#kind(choice, beside, editable),
      this.#elsewhere(beside, editable),
      this.#reasons(record),
      this.#actions(record, choice),
    ].filter(Boolean));
    showKeys(this.element);
    for (const key of this.element.querySelectorAll(".person-target kbd")) {
      key.textContent = `⇧${key.closest("[data-number]").dataset.number}`;
    }
    if (had) this.#focusAgain(had);
  }

  mayEdit(record) {
    if (!this.data.may.annotate) return false;
    if (!record) return true;
    if (record.status === "in_review") return this.data.may.review;
    return record.status !== "published";
  }

  tell(sentence) {
    this.said = sentence;
    const place = this.element.querySelector("#card-said");
    if (!place) return;
    place.textContent = sentence;
    place.hidden = !sentence;
  }

  nameOf(person, names = {}) {
    if (person === null || person === undefined) return "";
    if (typeof person === "object") return person.name;
    const known = this.data.people.find((one) => one.id === person);
    return known?.name ?? names[person] ?? this.data.names?.[person] ?? `#${person}`;
  }

  speakerName(record, choice) {
    const speaker = choice.value("speaker");
    if (speaker !== null && speaker !== undefined) return this.nameOf(speaker, choice.names);
    if ("speaker" in choice.changes || "attribution" in choice.changes) {
      return choice.value("attribution") ?? "";
    }
    return record?.speaker_name ?? choice.value("attribution") ?? "";
  }

  #heading(record) {
    const { words } = this;
    let [name, more] = [words.new, ""];
    if (record?.tier) [name, more] = [words.suggestion, words.tiers[record.tier]];
    else if (record) {
      const number = filled(words.number, { number: record.id });
      const by = record.status === "in_review" ? filled(words.submitted_by, { name: record.submitter }) : "";
      [name, more] = [words.statuses[record.status], [by, number].filter(Boolean).join(" · ")];
    }
    return make("h2", { id: "card-heading" }, make("span", { text: name }),
      more ? make("small", { className: `card-status status-${record.status}`, text: more }) : "");
  }

  #row(label, children, className = "") {
    return make("div", { className: `card-row ${className}`, role: "group", "aria-label": label },
      make("span", { className: "card-label", text: label, "aria-hidden": "true" }),
      make("div", { className: "card-value" }, ...children));
  }

  #speaker(record, choice, editable) {
    const { words } = this;
    const name = this.speakerName(record, choice);
    const speaker = choice.value("speaker");
    const isNew = (speaker && typeof speaker === "object")
      || (!speaker && record?.is_new_person && !("speaker" in choice.changes));
    const role = choice.value("speaker_role")
      || this.data.people.find((one) => one.id && one.id === speaker)?.role || "";
    const type = choice.value("speaker_type");
    const told = [
      make("strong", { className: name ? "" : "quiet", text: name || words.nobody }),
      isNew ? make("small", { className: "card-new", text: words.to_create }) : null,
      type && type !== "named" ? make("small", { text: words.speaker_types[type] }) : null,
      role ? make("small", { text: role }) : null,
    ];
    const attribution = choice.value("attribution");
    if (attribution && attribution !== name) {
      told.push(make("small", {}, `${words.attribution} `, make("q", { text: attribution, lang: this.language })));
    }
    if (editable) told.push(this.#buttons("find_speaker", "anonymous"));
    return this.#row(words.speaker, told, "card-speaker");
  }

  #buttons(...names) {
    return make("span", { className: "card-buttons" },
      ...names.map((name) => button(name, this.words[name])));
  }

  #palette(choice) {
    const speaker = choice.value("speaker");
    const rows = this.data.people.slice(0, KEYS_OF_PEOPLE).map((one, index) => {
      const person = one.id ?? { name: one.name, kind: "person" };
      const number = String(index + 1);
      const about = button("target", `${this.words.targets} ${one.name}`, {
        number, pressed: choice.hasTarget(person), className: "desk-button person-target",
      });
      about.firstChild.className = "visually-hidden";
      const speaks = button("speaker", one.name, {
        number, pressed: isSomebody(speaker, person), className: "desk-button person-speaker",
      });
      if (one.id && one.role) speaks.append(make("small", { text: one.role }));
      if (!one.id) {
        speaks.append(make("small", { className: "person-new", title: this.words.to_create },
          make("span", { text: "+", "aria-hidden": "true" }),
          make("span", { className: "visually-hidden", text: this.words.to_create })));
      }
      return make("li", {}, speaks, about);
    });
    return make("ol", { className: "people" }, ...rows);
  }

  #targets(record, choice, editable) {
    const { words } = this;
    const targets = choice.value("targets") ?? [];
    const names = targets.map((target) => {
      const name = this.nameOf(target.person, choice.names);
      const parts = [make("strong", { text: name })];
      if (target.role) parts.push(make("small", { text: target.role }));
      if (target.mention && target.mention !== name) {
        parts.push(make("small", {}, `${words.designated} `, make("q", { text: target.mention, lang: this.language })));
      }
      if (editable) {
        parts.push(make("button", {
          type: "button", className: "desk-button card-remove", text: "×",
          "aria-label": filled(words.remove, { name }),
          data: { remove: typeof target.person === "object" ? target.person.name : target.person },
        }));
      }
      return make("span", { className: "card-target" }, ...parts);
    });
    if (!names.length) names.push(make("span", { className: "quiet", text: words.no_target }));
    if (editable) names.push(this.#buttons("find_target"));
    return this.#row(words.targets, names, "card-targets");
  }

  #kind(choice, beside, editable) {
    const kinds = this.words.kinds;
    const kind = choice.value("kind") ?? beside.kind ?? null;
    if (!editable) return this.#row(this.words.kind, [make("span", { text: kinds[kind] ?? "" })]);
    const parts = Object.entries(kinds).map(([name, text]) =>
      button(name, text, { pressed: name === kind }));
    if (!choice.value("kind") && kind) {
      parts.push(make("small", { className: "quiet", text: this.words.kind_inferred }));
    }
    return this.#row(this.words.kind, parts);
  }

  #elsewhere({ elsewhere = [] }, editable) {
    if (!elsewhere.length) return null;
    const { words } = this;
    const rows = elsewhere.map((one) => make("p", {},
      make("a", { href: this.data.urls.statement.replace("/0/", `/${one.id}/`), target: "_blank",
        text: filled(one.outlet ? words.in_outlet : "%(article)s", one) }),
      make("small", { text: ` ${[one.speaker?.name, ...one.targets.map((t) => t.name)].filter(Boolean).join(" → ")}` })));
    if (editable) rows[0].append(" ", button("same", words.same));
    return this.#row(words.elsewhere, rows, "card-elsewhere");
  }

  #reasons(record) {
    if (!record) return null;
    const { words } = this;
    const parts = [];
    if (record.why) {
      parts.push(this.#row(words.proposed, [make("p", { text: record.why.rule }),
        ...record.why.evidence.map((sentence) => make("p", { className: "quiet", text: sentence }))]));
    }
    if (record.corrected?.length) {
      parts.push(this.#row(words.changed_fields, record.corrected.map(([part, was, kept]) =>
        make("p", {}, `${part}${words.colon} `, make("del", { text: was }), " ", make("ins", { text: kept })))));
    }
    return parts.length ? make("div", {}, ...parts) : null;
  }

  #conflicts(record, choice) {
    const { words } = this;
    const rows = Object.entries(choice.conflicts).map(([name, theirs], row) =>
      make("li", {}, make("span", { text: words.fields[name] }),
        ...[["yours", choice.changes[name], 1], ["theirs", theirs, 2]].map(([side, value, key]) =>
          make("button", {
            type: "button", className: "desk-button", data: { side, field: name },
          }, `${words[side]}${words.colon} ${this.valueInWords(name, value, choice.names)} `,
          row === 0 ? make("kbd", { text: key }) : null))));
    return make("div", { className: "card-conflict", role: "group" },
      make("p", { text: filled(words.conflict, { name: record.modified_by }) }),
      make("ul", {}, ...rows));
  }

  valueInWords(name, value, names) {
    if (name === "span") return value?.exact ?? "";
    if (name === "speaker") return this.nameOf(value, names) || this.words.nobody;
    if (name === "kind") return this.words.kinds[value] ?? "";
    if (name === "targets") {
      return (value ?? []).map((one) => this.nameOf(one.person, names)).join(", ") || this.words.no_target;
    }
    return value || "—";
  }

  #actions(record, choice) {
    const { words } = this;
    const parts = [];
    if (this.data.may.annotate) parts.push(...this.#decisions(record, choice));
    if (record?.version) {
      parts.push(make("a", { className: "desk-button", text: words.open_form,
        href: this.data.urls.statement.replace("/0/", `/${record.id}/`) }));
    }
    return make("div", { className: "card-actions" }, ...parts);
  }

  #decisions(record, choice) {
    const { words } = this;
    if (!record) {
      return [button("accept", words.accept_new, { main: true }), button("save_draft", words.save_draft),
        button("dismiss", words.dismiss_new)];
    }
    if (record.tier) {
      return [button("accept", words.accept_suggestion, { main: true }),
        button("dismiss", words.dismiss_suggestion), button("later", words.later),
        button("save_draft", words.save_draft),
        choice.isChanged ? button("cancel", words.cancel) : null].filter(Boolean);
    }
    if (record.status === "published") return [button("revise", words.revise)];
    if (record.status !== "in_review") {
      return [button("accept", words.accept_draft, { main: true }),
        choice.isChanged ? button("save_draft", words.accept_edit) : null,
        choice.isChanged ? button("cancel", words.cancel) : null,
        button("dismiss", words.dismiss_draft), button("later", words.later)].filter(Boolean);
    }
    if (!this.data.may.review) return [button("later", words.later)];
    if (choice.isChanged) return [button("accept", words.accept_edit, { main: true }), button("cancel", words.cancel),
        button("later", words.later)];
    if (record.submitted_by === this.data.user) {
      return [make("p", { className: "quiet", text: words.submitted_by_you }), button("later", words.later)];
    }
    return [button("accept", words.accept_in_review, { main: true }),
      button("dismiss", words.dismiss_in_review), button("later", words.later)];
  }

  #focusAgain({ command, number }) {
    const which = number ? `[data-number="${number}"]` : "";
    this.element.querySelector(`[data-command="${command}"]${which}`)?.focus({ preventScroll: true });
  }
}
