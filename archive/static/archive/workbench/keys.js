// The keys of the annotation desk: one press runs one command, and so does the button that has it.
// They rest in fields, in dialogs, with modifiers and while a character is being composed; an
// editor may switch single characters off or choose others (WCAG 2.1.4).
import { KeysDialog } from "./keys_dialog.js";
import { isOfOtherScript, strokeOf } from "./strokes.js";

const FIELDS = "input, textarea, select, [role=textbox], [role=combobox], [role=searchbox]";
const WITHOUT_LETTERS = ["submit", "button", "checkbox", "radio"];
const ANSWERS_ENTER = "a[href], button, summary, input, select, [role=button]";
const REPEATING = new Set([
  "next", "previous", "start_left", "start_right", "end_left", "end_right",
]);
const HELP = "?";

const isRemappable = (key) => [...key].length === 1 && key !== HELP;
const isCharacter = (key) => [...key].length === 1 || /^(Shift\+)?1-9$/.test(key);

class Keys {
  constructor({ root, commands, bindings, isOn, run }) {
    Object.assign(this, { root, commands, bindings: bindings ?? {}, run });
    this.isOn = (typeof isOn === "function" ? isOn() : isOn) ?? true;
    this.byKey = new Map();
    this.listening = new AbortController();
    const { signal } = this.listening;
    root.ownerDocument.addEventListener("keydown", (event) => this.press(event), { signal });
    root.addEventListener("click", (event) => this.click(event), { signal });
    const dialog = root.ownerDocument.getElementById("keys");
    this.dialog = dialog && new KeysDialog(dialog, this);
  }

  // Takes other choices; the buttons show them at once.
  choose({ bindings, isOn }) {
    if (bindings) this.bindings = bindings;
    if (isOn !== undefined) this.isOn = isOn;
    this.learn();
  }

  stop() {
    this.listening.abort();
    this.dialog?.stop();
  }

  learn() {
    this.byKey.clear();
    for (const command of this.commands) {
      for (const key of this.keysOf(command)) this.byKey.set(key, command.name);
    }
    showKeys(this.root);
  }

  keysOf(command) {
    const own = this.bindings[command.name];
    const usual = command.keys.find(isRemappable);
    const keys = command.keys.map((key) => (own && key === usual ? own : key));
    return this.isOn ? keys : keys.filter((key) => !isCharacter(key));
  }

  // The key that a button names, as a person reads it; "" when the command has none now.
  labelOf(name) {
    const command = this.commands.find((one) => one.name === name);
    const key = command && this.keysOf(command)[0];
    if (!key) return "";
    return command.shown?.[command.keys.indexOf(key)] ?? key;
  }

  isResting(event) {
    const target = event.target;
    if (event.defaultPrevented || !(target instanceof Element)) return true;
    if (!this.root.contains(target) && target !== target.ownerDocument.body) return true;
    if (target.closest("dialog") || target.ownerDocument.querySelector("dialog:modal")) return true;
    const field = target.closest(FIELDS);
    return target.isContentEditable || (Boolean(field) && !WITHOUT_LETTERS.includes(field.type));
  }

  press(event) {
    if (this.isResting(event)) return;
    const stroke = strokeOf(event);
    if (stroke === null || (stroke === "Enter" && event.target.closest(ANSWERS_ENTER))) return;
    const [, isShifted, digit] = /^(Shift\+)?([1-9])$/.exec(stroke) ?? [];
    // A character of another script that was chosen for a command counts before its place does.
    const own = isOfOtherScript(event) && this.byKey.get(event.key);
    const name = own || this.byKey.get(digit ? `${isShifted ?? ""}1-9` : stroke);
    if (!name) return;
    if (!event.repeat || REPEATING.has(name)) this.start(name, event, digit);
    else event.preventDefault();
  }

  click(event) {
    const button = event.target.closest("[data-command]");
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    this.start(button.dataset.command, event, button.dataset.number);
  }

  start(name, event, digit) {
    const isHelp = name === "help" && this.dialog;
    const number = digit === undefined ? null : Number(digit);
    const answer = isHelp ? this.dialog.open() : this.run(name, { number, event });
    if (answer !== false && !(event.target instanceof HTMLInputElement)) event.preventDefault();
  }
}

let current = null;

// Runs `run(name, {number, event})` for keys pressed and buttons clicked in `root`: `number` is the
// digit of "speaker" and "target", else null; a `run` that answers false lets the browser go on.
// The list of keys (<dialog id="keys">) is opened here. Answers {choose, labelOf, stop}.
export const listen = (options) => {
  current = new Keys(options);
  current.learn();
  return current;
};

// The key of a command as a person reads it, or "" where it has none now.
export const labelOf = (command) => current?.labelOf(command) ?? "";

// Writes on the buttons of a part of the page the keys they have now, each in its <kbd>.
export const showKeys = (part) => {
  for (const button of part.querySelectorAll("[data-command]")) {
    const shown = button.querySelector("kbd");
    if (!shown) continue;
    shown.textContent = labelOn(button);
    shown.hidden = !shown.textContent;
  }
};

// The button of one person tells one digit of those of its command.
const labelOn = ({ dataset: { command, number } }) => {
  const label = labelOf(command);
  return number ? label.replace(/1\D+9$/, number) : label;
};
