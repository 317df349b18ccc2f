// The list of keys: shows them, and lets an editor change them or switch single characters off.
import { digitOf, strokeOf } from "./strokes.js";

const HELP = "?";

export class KeysDialog {
  constructor(dialog, keys) {
    Object.assign(this, { dialog, keys, listening: new AbortController() });
    this.form = dialog.querySelector("form");
    this.box = dialog.querySelector("#single-keys");
    this.said = dialog.querySelector("[role=status]");
    const { signal } = this.listening;
    dialog.addEventListener("keydown", (event) => this.press(event), { signal });
    dialog.addEventListener("input", (event) => this.check(event.target), { signal });
    dialog.addEventListener("click", (event) => this.click(event), { signal });
    this.form.addEventListener("submit", (event) => this.submit(event), { signal });
  }

  stop() {
    this.listening.abort();
  }

  get fields() {
    const rows = [...this.dialog.querySelectorAll("[data-command-row]")];
    return rows.flatMap((row) => {
      const field = row.querySelector("input");
      return field ? [{ name: row.dataset.commandRow, field }] : [];
    });
  }

  // As the keys are now, whatever was typed and not saved.
  open() {
    if (this.dialog.open) return;
    for (const { name, field } of this.fields) {
      field.value = this.keys.bindings[name] ?? field.dataset.default;
      this.complain(field, "");
    }
    this.box.checked = this.keys.isOn;
    this.said.textContent = "";
    this.dialog.showModal();
  }

  // A key press in a box is its new key, as the page will understand it: by its place where the
  // letters are not Latin, and without Caps Lock.
  press(event) {
    const field = event.target.closest("[data-command-row] input");
    if (!field) return;
    const stroke = strokeOf(event);
    if (digitOf(event)) {
      event.preventDefault();
      this.complain(field, this.dialog.dataset.digit);
    } else if (stroke?.trim() && [...stroke].length === 1) {
      event.preventDefault();
      field.value = stroke;
      this.check(field);
    }
  }

  check(field) {
    if (!field.closest("[data-command-row]")) return;
    const { digit, help } = this.dialog.dataset;
    const isDigit = /^[0-9]$/.test(field.value);
    this.complain(field, isDigit ? digit : field.value === HELP ? help : "");
  }

  complain(field, sentence) {
    field.setCustomValidity(sentence);
    field.setAttribute("aria-invalid", String(Boolean(sentence)));
    this.said.textContent = sentence;
  }

  click(event) {
    if (event.target.closest("[data-close]")) this.dialog.close();
    if (!event.target.closest("[data-usual]")) return;
    for (const { field } of this.fields) {
      field.value = field.dataset.default;
      this.complain(field, "");
    }
  }

  get chosen() {
    const others = this.fields.filter(({ field }) => (
      field.value.trim() && field.value !== field.dataset.default
    ));
    return {
      single_keys: this.box.checked,
      bindings: Object.fromEntries(others.map(({ name, field }) => [name, field.value])),
    };
  }

  async submit(event) {
    event.preventDefault();
    const wrong = this.fields.find(({ field }) => !field.checkValidity());
    if (wrong) {
      this.said.textContent = wrong.field.validationMessage;
      wrong.field.focus();
      return;
    }
    const { kept, refusal } = await this.send(this.chosen);
    this.said.textContent = refusal ?? "";
    if (!kept) return;
    this.keys.choose({ bindings: kept.bindings, isOn: kept.single_keys });
    this.dialog.close();
  }

  // {kept} as the server answers it, or {refusal}: a sentence that says why not.
  async send(chosen) {
    const { url, failed, loggedOut } = this.dialog.dataset;
    const token = this.dialog.ownerDocument.querySelector("[name=csrfmiddlewaretoken]")?.value;
    try {
      const answer = await fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        body: JSON.stringify(chosen),
        redirect: "manual",
      });
      if (answer.ok) return { kept: await answer.json() };
      const isProblem = answer.headers.get("Content-Type")?.startsWith("application/problem+json");
      if (answer.status === 401 || !isProblem) {
        return { refusal: [401, 403, 0].includes(answer.status) ? loggedOut : failed };
      }
      return { refusal: (await answer.json()).detail };
    } catch {
      return { refusal: failed };
    }
  }
}
