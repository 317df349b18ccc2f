// Quotation marks and sentences of a printed paragraph, for the desk to bound words by. The marks
// pair as archive/quotes/marks.py pairs them, those inside others too. A text is an array of code
// points.
import { isBlank, isLetter } from "./letters.js";

const OPENING = { "«": "»", "“": "”", "„": "“”", "‹": "›" };
const MARKS = new Set('«»“”„"‹›');
const DEEPEST = 5; // opening marks left without partner that a closing one looks behind
const STOP = /^[.!?…]$/u;
const CLOSES = /^[)\]’]$/u;
const BEGINS = /^[\p{Lu}\p{Lt}\p{N}«“„‹"(\[–—-]$/u;
const ABBREVIATIONS = new Set(
  "m mm mme mmes mlle me dr pr st ste art av etc p cf vol no n° jr sr mgr gén col".split(" "),
);

export const isMark = (char) => MARKS.has(char);
export const isStop = (char) => STOP.test(char);

// Whether a straight mark opens: what stands beside it says so, else whether one is open.
const opensStraight = (points, at, isInside) => {
  const [before, after] = [points[at - 1], points[at + 1]];
  const isGluedLeft = before !== undefined && !isBlank(before) && !"('[-–—".includes(before);
  const isGluedRight = after !== undefined && (isLetter(after) || "(['".includes(after));
  return isGluedLeft === isGluedRight ? !isInside : isGluedRight;
};

const opens = (points, at, last) => {
  if (points[at] === '"') return opensStraight(points, at, last?.char === '"');
  if (points[at] === "“" && last?.char === "„") return false;
  return points[at] in OPENING;
};

const closes = (opening, char) =>
  opening === '"' ? char === '"' : (OPENING[opening] ?? "").includes(char);

// The index of its partner among the marks still open, -1 when it has none.
const partnerOf = (char, open) => {
  const deepest = Math.max(0, open.length - DEEPEST);
  for (let at = open.length - 1; at >= deepest; at -= 1) if (closes(open[at].char, char)) return at;
  return -1;
};

// The pairs of marks in a paragraph, [{open, close}] in the order of their ends; `close` is the
// end of the paragraph for an opening mark without partner that stands after all the others.
export const pairsOf = (points, { start, end }) => {
  const [open, pairs] = [[], []];
  for (let at = start; at < end; at += 1) {
    if (!isMark(points[at])) continue;
    if (opens(points, at, open.at(-1))) {
      open.push({ at, char: points[at] });
      continue;
    }
    const partner = partnerOf(points[at], open);
    if (partner < 0) continue;
    pairs.push({ open: open[partner].at, close: at });
    open.length = partner;
  }
  const lastClosed = pairs.at(-1)?.close ?? -1;
  const left = open.find((one) => one.at > lastClosed);
  if (left) pairs.push({ open: left.at, close: end });
  return pairs;
};

const wordBefore = (points, at) => {
  let start = at;
  while (at - start < 5 && (isLetter(points[start - 1]) || points[start - 1] === "°")) start -= 1;
  return points.slice(start, at).join("");
};

// Whether the full stop there only shortens a word: M. Untel, J. Untel, etc.
export const shortens = (points, at) => {
  if (points[at] !== "." || isStop(points[at + 1])) return false;
  const word = wordBefore(points, at);
  return /^\p{Lu}$/u.test(word) || ABBREVIATIONS.has(word.toLowerCase());
};

// The end of the sentence whose last stop is at `at`, what closes with it included; null when the
// sentence goes on.
const endOf = (points, at, last) => {
  let end = at + 1;
  while (end < last && CLOSES.test(points[end])) end += 1;
  let next = end;
  while (next < last && isBlank(points[next])) next += 1;
  if (next === last) return last;
  return next > end && BEGINS.test(points[next]) ? end : null;
};

// Whether a stop may end a sentence there, wherever it stands.
export const endsSentence = (points, at, last) =>
  isStop(points[at]) && !isStop(points[at + 1]) && !shortens(points, at) &&
  (endOf(points, at, last) !== null || isMark(nextSeen(points, at + 1)));

const nextSeen = (points, at) => {
  while (at < points.length && points[at] !== "\n" && isBlank(points[at])) at += 1;
  return points[at];
};

const outermost = (pairs) => {
  const kept = [];
  for (const pair of pairs) {
    while (kept.length && kept.at(-1).open > pair.open) kept.pop();
    kept.push(pair);
  }
  return kept;
};

// Whether the words between the marks end with a stop: « … ! » Elle sort.
const stopsInside = (points, { open, close }) => {
  let at = close - 1;
  while (at > open && isBlank(points[at])) at -= 1;
  return isStop(points[at]) && !shortens(points, at);
};

// The sentences of a paragraph, in order. What stands between marks is part of the sentence that
// carries it, whatever stops it holds.
export const sentencesOf = (points, { start, end }) => {
  const quotations = new Map(outermost(pairsOf(points, { start, end })).map((one) => [one.open, one]));
  const sentences = [];
  let begun = start;
  for (let at = start; at < end; at += 1) {
    const quotation = quotations.get(at);
    if (quotation) at = Math.min(quotation.close, end - 1);
    const isStopped = quotation
      ? stopsInside(points, quotation)
      : isStop(points[at]) && !shortens(points, at);
    const cut = isStopped ? endOf(points, at, end) : null;
    if (cut === null) continue;
    sentences.push({ start: begun, end: cut });
    begun = cut;
    at = cut - 1;
  }
  if (begun < end) sentences.push({ start: begun, end });
  return sentences;
};
