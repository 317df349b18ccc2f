// What a key press says, whatever the layout: a character, a digit of the row, or a named key.
const SYMBOL = /^[^\p{L}\p{N}\s]$/u;
const OF_CODE = { BracketLeft: "[{", BracketRight: "]}" };

// The character of a US keyboard at this place, for layouts whose letters are not Latin.
const latinAt = (code) => {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return letter ? letter.toLowerCase() + letter : OF_CODE[code] ?? "";
};

const isLatin = (key) => /\p{Script=Latin}/u.test(key);

// Whether this typed a letter that is not Latin, without a modifier but Shift.
export const isOfOtherScript = (event) => /^\p{L}$/u.test(event.key) && !isLatin(event.key) &&
  !event.ctrlKey && !event.metaKey && !event.altKey;

// By the Shift key and not by Caps Lock, which must not turn "a" into another command.
const letterOf = (event) => {
  if (isLatin(event.key)) {
    return event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase();
  }
  return latinAt(event.code)[event.shiftKey ? 1 : 0] ?? event.key;
};

// The digit 1–9 of a press of the row of digits or of the keypad, or null. The row is known by its
// place: on many layouts its characters need Shift, or are others.
export const digitOf = (event) => {
  if (event.altKey || event.getModifierState?.("AltGraph")) return null;
  const [, row, digit] = /^(Digit|Numpad)([1-9])$/.exec(event.code) ?? [];
  if (row === "Digit" || (row && event.key === digit)) return Number(digit);
  return !event.code && /^[1-9]$/.test(event.key) ? Number(event.key) : null;
};

const isUnfinished = (event) => event.isComposing || event.keyCode === 229 ||
  ["Dead", "Process", "Unidentified"].includes(event.key);

// AltGr, which Windows tells as Ctrl+Alt, and Option of a Mac type brackets and other marks.
const isTypedWithAlt = (event) => !event.metaKey && SYMBOL.test(event.key) &&
  (event.getModifierState?.("AltGraph") || (event.altKey && "[]{}".includes(event.key)));

const withControl = (event) => {
  const letter = event.key.length === 1 ? letterOf(event).toLowerCase() : event.key;
  return `Ctrl+${event.shiftKey ? "Shift+" : ""}${letter}`;
};

// "a", "A", "[", "Enter", "Ctrl+Shift+z", "3", "Shift+3"; null for what is no whole key press.
export const strokeOf = (event) => {
  if (isUnfinished(event) || !event.key) return null;
  if (isTypedWithAlt(event)) return event.key;
  if (event.altKey || event.getModifierState?.("AltGraph")) return null;
  if (event.ctrlKey || event.metaKey) return withControl(event);
  const digit = digitOf(event);
  if (digit) return event.shiftKey ? `Shift+${digit}` : String(digit);
  if ([...event.key].length > 1) return event.shiftKey ? `Shift+${event.key}` : event.key;
  return /\p{L}/u.test(event.key) ? letterOf(event) : event.key;
};
