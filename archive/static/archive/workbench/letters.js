// The characters of a printed text, judged as the server judges them: archive/quotes/text.py and
// archive/quotes/anchoring.py hold the rules, and a test compares the answers. A text is an array
// of its code points; positions are indexes of it, the end excluded.

const BLANK = /^[\s\x1c-\x1f\x85\u00ad\u200b\u2060\ufeff]$/u;
const INVISIBLE = /^[\u00ad\u200b\u2060\ufeff]$/u;
const LETTER = /^[\p{L}\p{N}_]$/u;
const EXTENDING =
  /^[\p{M}\u200c\u200d\uff9e\uff9f\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}\u1160-\u11ff\ud7b0-\ud7ff]$/u;
const FLAG = /^[\u{1f1e6}-\u{1f1ff}]$/u;
const JOINER = "\u200d";

export const APOSTROPHES = new Set("'’‘ʼ‛‚′´`");
const PAIRS = { "«": "»", "“": "”", "„": "“”", "‹": "›", "‘": "’", '"': '"' };
const CLOSING = { "»": "«", "”": "“„", "›": "‹", '"': '"' };

export const isBlank = (char) => BLANK.test(char);
export const isLetter = (char) => LETTER.test(char);
const isExtending = (char) => char > "\u02ff" && EXTENDING.test(char);

// Whether a cut there would part what is read as one character.
export const cutsCluster = (points, at) => {
  if (at <= 0 || at >= points.length) return false;
  const before = points[at - 1];
  const after = points[at];
  if (before === JOINER || isExtending(after)) return true;
  if (before === "\r") return after === "\n";
  return FLAG.test(before) && FLAG.test(after);
};

// The French words that lose a final vowel before an apostrophe, without it.
const ELIDED = new Set(
  ("c d j l m n s t qu jusqu lorsqu puisqu quoiqu presqu quelqu entr aujourd prud").split(" "),
);
const LONGEST_ELIDED = Math.max(...[...ELIDED].map((word) => word.length));

// Whether the letters that end there are one of these words.
export const isElided = (points, at) => {
  let start = at;
  while (start && at - start <= LONGEST_ELIDED && /^\p{L}$/u.test(points[start - 1])) start -= 1;
  return ELIDED.has(points.slice(start, at).join("").toLowerCase());
};

const FARTHEST = 64; // characters that print nothing looked through, so that no text costs too much

const lastSeen = (points, at) => {
  const first = Math.max(0, at - FARTHEST);
  while (at > first && (INVISIBLE.test(points[at - 1]) || isExtending(points[at - 1]))) at -= 1;
  return points[at - 1];
};

// Whether a cut there parts a word, or an elided word from its apostrophe: « qu’|elle » may be cut
// after the apostrophe, not before it.
export const cutsWord = (points, at) => {
  if (!isLetter(lastSeen(points, at))) return false;
  let next = at;
  while (next - at < FARTHEST && INVISIBLE.test(points[next])) next += 1;
  if (isLetter(points[next])) return true;
  return APOSTROPHES.has(points[next]) && isLetter(points[at + 1]) && isElided(points, at);
};

const standsAlone = (inner, opening, closing) => {
  if (opening === closing) return !inner.includes(opening);
  let depth = 0;
  for (const char of inner) {
    if (char === opening) depth += 1;
    else if (char === closing && opening !== "‘") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
};

const isUnpairedOpening = (words) => {
  const closings = PAIRS[words[0]];
  if (!closings || words[0] === "‘") return false;
  return !words.slice(1).some((char) => closings.includes(char));
};

const isUnpairedClosing = (words) => {
  const openings = CLOSING[words.at(-1)];
  return Boolean(openings) && !words.slice(0, -1).some((char) => openings.includes(char));
};

const withoutBlanks = (points, { start, end }) => {
  // A blank that carries a combining mark is printed: it stays.
  while (start < end && isBlank(points[start]) && !cutsCluster(points, start + 1)) start += 1;
  while (start < end && isBlank(points[end - 1])) end -= 1;
  return { start, end };
};

// The stretch without the blanks and the quotation marks around it; null when nothing is left. One
// pair of marks goes when the first is closed by the last: « a » et « b » keeps its own.
export const trim = (points, span) => {
  if (!(0 <= span.start && span.start < span.end && span.end <= points.length)) return null;
  let { start, end } = withoutBlanks(points, span);
  const words = points.slice(start, end);
  const [first, last] = [words[0], words.at(-1)];
  const isPair = words.length > 1 && (PAIRS[first] ?? "").includes(last);
  if (isPair && standsAlone(words.slice(1, -1), first, last)) {
    start += 1;
    end -= 1;
  } else {
    if (isUnpairedOpening(words)) start += 1;
    if (isUnpairedClosing(points.slice(start, end))) end -= 1;
  }
  const trimmed = withoutBlanks(points, { start, end });
  return trimmed.start < trimmed.end ? trimmed : null;
};
