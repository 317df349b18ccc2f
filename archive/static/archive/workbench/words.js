// Words of a printed text, and how a rough choice of some becomes an exact one. A text is an array
// of code points; a span is {start, end} in it, the end excluded.
import { APOSTROPHES, cutsCluster, cutsWord, isBlank, isElided, isLetter, trim } from "./letters.js";
import { endsSentence, isMark, isStop, pairsOf, sentencesOf, shortens } from "./sentences.js";

const SIGN = /^(?![%‰&@#*§_/])[\p{P}´`]$/u;
const HYPHEN = /^[-‐‑]$/u;
const DIGIT = /^\p{N}$/u;
const BESIDE_A_NUMBER = /^[%‰€$£°]$/u;
const SMALL = /^[\p{Ll}\p{N}]$/u;
const NO_BREAK = /^[\u00a0\u202f]$/u;
const BRACKETS = { "(": ")", "[": "]" };
const DEEPEST = 20; // marks and brackets taken around words
const SHORT = 2; // letters of a word so narrow that a drag may miss it whole

// What makes words: letters, numbers, symbols, emoji; neither blanks nor punctuation.
const isInk = (char) => char !== undefined && !isBlank(char) && !SIGN.test(char);

// 10 000, 5 %: a number printed with no-break blanks is one word.
const isInNumber = (points, at) => {
  if (!DIGIT.test(points[at - 1])) return false;
  if (BESIDE_A_NUMBER.test(points[at + 1])) return true;
  const digits = points.slice(at + 1, at + 5).map((char) => DIGIT.test(char));
  return digits[0] && digits[1] && digits[2] && !digits[3];
};

// Whether the sign there holds to the word before it, and to the one after when there is one:
// l’école, aujourd’hui, peut-être, 3,5, lemonde.fr, M.
const joins = (points, at) => {
  const [before, char, after] = [points[at - 1], points[at], points[at + 1]];
  if (!isInk(before)) return false;
  if (APOSTROPHES.has(char)) return isLetter(after) || isElided(points, at);
  if (HYPHEN.test(char)) return isInk(after);
  if (NO_BREAK.test(char)) return isInNumber(points, at);
  if (char === ".") return SMALL.test(after) || shortens(points, at);
  return (char === "," || char === ":") && DIGIT.test(before) && DIGIT.test(after);
};

// Whether a cut there would part a word as it is chosen with the mouse: qu’elle is one, since the
// archive keeps « que » with the words it reports. Parts whatever the server refuses to part.
export const partsWhole = (points, at) => {
  if (at <= 0 || at >= points.length) return false;
  if (cutsCluster(points, at) || cutsWord(points, at)) return true;
  if (isInk(points[at - 1])) return isInk(points[at]) || joins(points, at);
  return isInk(points[at]) && joins(points, at - 1);
};

// The same for a word as the keys go through the text, one elided word after another: qu’|elle.
export const partsStep = (points, at) => {
  if (!partsWhole(points, at)) return false;
  const isApart = APOSTROPHES.has(points[at - 1]) && isElided(points, at - 1) &&
    !["aujourd", "prud", "quelqu", "presqu", "entr"].some((word) => endsWith(points, at - 1, word));
  return !isApart || cutsCluster(points, at);
};

const endsWith = (points, at, word) =>
  points.slice(Math.max(0, at - word.length), at).join("").toLowerCase() === word;

// The word that holds the character there, null when it is of none.
export const wordAround = (points, at, parts) => {
  let [start, end] = [at, at + 1];
  while (parts(points, start)) start -= 1;
  while (parts(points, end)) end += 1;
  return end - start > 1 || isInk(points[at]) ? { start, end } : null;
};

const beginsWord = (points, at, parts) => isInk(points[at]) && !parts(points, at);

// The sign that ends « M. » is of the word.
const endsWord = (points, at, parts) =>
  (isInk(points[at - 1]) || parts(points, at - 1)) && !parts(points, at);

export const nextWord = (points, at, parts) => {
  while (at < points.length && !beginsWord(points, at, parts)) at += 1;
  return at < points.length ? wordAround(points, at, parts) : null;
};

export const previousWord = (points, at, parts) => {
  while (at > 0 && !endsWord(points, at, parts)) at -= 1;
  return at > 0 ? wordAround(points, at - 1, parts) : null;
};

const lineOf = (points, at) => {
  let [start, end] = [at, at];
  while (start > 0 && points[start - 1] !== "\n") start -= 1;
  while (end < points.length && points[end] !== "\n") end += 1;
  return { start, end };
};

// Over what stands beside words without being any, to a quotation mark or to a word.
const skip = (points, at, step) => {
  const char = () => points[step < 0 ? at - 1 : at];
  while (char() !== undefined && char() !== "\n" && !isInk(char()) && !isMark(char())) at += step;
  return at;
};

// The mark that opens just before a place, and the mark that closes just after one.
const openedBefore = (points, at, pairs) => {
  const mark = skip(points, at, -1) - 1;
  return pairs.find((one) => one.open === mark);
};

const closedAfter = (points, at, pairs) => {
  const mark = skip(points, at, 1);
  return pairs.find((one) => one.close === mark && isMark(points[mark]));
};

const holds = ({ start, end }, at) => start <= at && at < end;

const opensWithout = (points, span, opening, closing) => {
  let depth = 0;
  for (let at = span.start; at < span.end; at += 1) {
    if (points[at] === opening) depth += 1;
    else if (points[at] === closing && depth > 0) depth -= 1;
  }
  return depth > 0;
};

const closesWithout = (points, span, opening, closing) => {
  let depth = 0;
  for (let at = span.end - 1; at >= span.start; at -= 1) {
    if (points[at] === closing) depth += 1;
    else if (points[at] === opening && depth > 0) depth -= 1;
  }
  return depth > 0;
};

// The start with what belongs before it: all that stands after the opening mark; a mark or a
// bracket whose partner is among the words.
const opened = (points, span, pairs) => {
  const { start } = span;
  const pair = openedBefore(points, start, pairs);
  if (pair) {
    if (holds(span, pair.close)) return pair.open;
    let first = pair.open + 1;
    while (first < start && isBlank(points[first])) first += 1;
    return first;
  }
  const closing = BRACKETS[points[start - 1]];
  const isPartner = closing && closesWithout(points, span, points[start - 1], closing);
  return isPartner ? start - 1 : start;
};

// The end of the stop after a place, « fin ! », or the place itself when there is none.
const stopAfter = (points, at, last) => {
  let end = at;
  while (end < last && isBlank(points[end])) end += 1;
  const first = end;
  while (end < last && isStop(points[end])) end += 1;
  return end > first && endsSentence(points, end - 1, last) ? end : at;
};

// The end with what belongs after it: all that stands before the closing mark; a mark or a bracket
// whose partner is among the words; the stop of a sentence somebody said.
const closed = (points, span, pairs, takesStops) => {
  const { end } = span;
  const pair = closedAfter(points, end, pairs);
  if (pair) {
    if (holds(span, pair.open)) return pair.close + 1;
    let last = pair.close;
    while (last > end && isBlank(points[last - 1])) last -= 1;
    return last;
  }
  const opening = { ")": "(", "]": "[" }[points[end]];
  if (opening && opensWithout(points, span, opening, points[end])) return end + 1;
  return takesStops ? stopAfter(points, end, lineOf(points, end).end) : end;
};

const isInside = (at, pairs) => pairs.some((one) => one.open < at && at <= one.close);

// Whether words end a sentence of the article that they hold from its first word, and are several
// sentences or were dragged over the stop.
const areSentences = (points, { start, end }, dragged) => {
  const sentence = sentencesOf(points, lineOf(points, start)).find((one) => holds(one, start));
  if (!sentence || points.slice(sentence.start, start).some(isInk)) return false;
  return end > sentence.end || dragged > stopAfter(points, end, lineOf(points, end).end) - 1;
};

// Whole words with the marks and the stops that are theirs. The rule for what a hand drags over or
// falls short of:
// - beside a quotation mark, all that stands before or after it inside the marks is taken, the
//   stop too, and the mark is not; but marks and brackets of which the words hold one are both
//   taken: il faudrait « agir vite »;
// - a stop (. ! ? …) inside marks is taken where it ends a sentence;
// - outside marks it is taken after several sentences, and after one that was chosen from its
//   first word to over the stop. After words reported in the middle of a sentence it is the
//   article's, dragged over or not, as commas, colons and dashes are anywhere.
const completed = (points, words, dragged = 0) => {
  let { start, end } = words;
  for (let round = 0; round < DEEPEST; round += 1) {
    const [first, last] = [lineOf(points, start), lineOf(points, end)];
    const before = pairsOf(points, first);
    const after = first.start === last.start ? before : pairsOf(points, last);
    const from = opened(points, { start, end }, before);
    const takesStops = isInside(end, after) || areSentences(points, { start: from, end }, dragged);
    const to = closed(points, { start: from, end }, after, takesStops);
    if (from === start && to === end) break;
    [start, end] = [from, to];
  }
  return trim(points, { start, end });
};

// A drag that begins a hair late misses a narrow first word whole: the only one left before the
// mark, and touched.
const withMissed = (points, { start, end }, pairs) => {
  const before = isBlank(points[start]) && previousWord(points, start, partsWhole);
  const after = isBlank(points[end - 1]) && nextWord(points, end, partsWhole);
  const isShort = (word) => word.end - word.start <= SHORT;
  const isFirst = before && before.end === start && isShort(before) &&
    openedBefore(points, before.start, pairs);
  const isLast = after && after.start === end && isShort(after) &&
    closedAfter(points, after.end, pairs);
  return { start: isFirst ? before.start : start, end: isLast ? after.end : end };
};

// The words of which at least one letter is chosen, whole, with what is theirs and nothing else;
// null when there are none.
export const snapped = (points, chosen) => {
  let start = Math.max(0, chosen.start);
  let end = Math.min(points.length, chosen.end);
  if (start >= end) return null;
  const pairs = [...pairsOf(points, lineOf(points, start)), ...pairsOf(points, lineOf(points, end))];
  ({ start, end } = withMissed(points, { start, end }, pairs));
  while (start < end && !isInk(points[start])) start += 1;
  while (end > start && !isInk(points[end - 1])) end -= 1;
  if (start === end) return null;
  const first = wordAround(points, start, partsWhole);
  const last = wordAround(points, end - 1, partsWhole);
  return completed(points, { start: first.start, end: last.end }, chosen.end);
};

// The span with one edge at the next place, before or after, where a word begins or ends.
export const moved = (points, span, edge, step) => {
  const stops = edge === "start" ? beginsWord : endsWord;
  const [least, most] = edge === "start" ? [0, span.end - 1] : [span.start + 1, points.length];
  for (let at = span[edge] + step; at >= least && at <= most; at += step) {
    if (!stops(points, at, partsStep)) continue;
    const found = completed(points, { ...span, [edge]: at });
    if (found && (found[edge] - span[edge]) * step > 0) return found;
  }
  return span;
};

// The smallest larger span: what stands between the marks around, else the sentence, else the
// paragraph; the span itself when nothing is larger.
export const grown = (points, span) => {
  const [first, last] = [lineOf(points, span.start), lineOf(points, span.end)];
  const pairs = first.start === last.start ? pairsOf(points, first) : [];
  const between = pairs
    .map((one) => ({ start: one.open + 1, end: one.close }))
    .sort((one, other) => one.end - one.start - (other.end - other.start));
  const begins = sentencesOf(points, first).find((one) => holds(one, span.start));
  const ends = sentencesOf(points, last).find((one) => holds(one, span.end - 1));
  const around = [...between, { start: begins?.start ?? first.start, end: ends?.end ?? last.end },
    { start: first.start, end: last.end }];
  const isLarger = (one) => one && one.start <= span.start && span.end <= one.end &&
    one.end - one.start > span.end - span.start;
  for (const one of around) {
    const larger = isLarger(one) && trim(points, one); // trimming is not for free: not of them all
    if (isLarger(larger)) return larger;
  }
  return span;
};
