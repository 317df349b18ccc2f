"""Golden files of the detector: a small text a construction or a hard case, and what is right.

`tests/golden/quotes/fr/` and `en/` hold texts written for the project, about people who do not
exist (`people.json`, the registry they are read with), and beside each a `.json` of the same
stem: the quotations that the detector proposes, reading order, with their words and places.

    python -m tests.golden_quotes            shows what the detector now does otherwise
    python -m tests.golden_quotes --write    makes that what is expected

Read the difference before committing it. What is right was written by hand before the detector
was run. Where it is known to be wrong (`KNOWN_FAULTS`), the file keeps what would be right.
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from archive.quotes.anchoring import Span
from archive.quotes.candidates import Candidate, KnownPerson
from archive.quotes.detection import find_candidates

FOLDER = Path(__file__).parent / "golden" / "quotes"
LANGUAGES = ("fr", "en")

# File: what the detector gets wrong there. A test fails when one of them comes right.
KNOWN_FAULTS: dict[str, str] = {
    "fr/first_name_and_parenthesis": "a first name alone, which one known person bears, is missed",
}


def people(folder: Path = FOLDER) -> list[KnownPerson]:
    written = json.loads((folder / "people.json").read_text(encoding="utf-8"))
    return [
        KnownPerson(
            person["name"],
            key=person["name"],
            names=tuple(person.get("names", ())),
            roles=tuple(person.get("roles", ())),
            gender=person.get("gender", ""),
            is_body=person.get("is_body", False),
        )
        for person in written
    ]


def cases(folder: Path = FOLDER) -> list[Path]:
    """The texts of all languages; a language without any is an error, not a pass."""
    found = [sorted((folder / language).glob("*.txt")) for language in LANGUAGES]
    if not all(found):
        raise FileNotFoundError(f"a language without a golden text in {folder}")
    return [case for texts in found for case in texts]


def name_of(case: Path) -> str:
    return f"{case.parent.name}/{case.stem}"


def proposed(case: Path, registry: Sequence[KnownPerson]) -> str:
    """What the detector proposes for a text, as the file beside it would say it."""
    text = case.read_bytes().decode()
    found = find_candidates(text, registry, language=case.parent.name)
    told = [rendered(candidate, text) for candidate in found]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def expected(case: Path) -> str:
    path = case.with_suffix(".json")
    return path.read_text(encoding="utf-8") if path.exists() else ""


def rendered(candidate: Candidate, text: str) -> dict[str, Any]:
    speaker = candidate.speaker
    return {
        "at": f"{candidate.start}:{candidate.end}",
        "text": text[candidate.start : candidate.end],
        "kind": candidate.kind,
        "rule": candidate.rule,
        "confidence": candidate.confidence,
        "cue": placed(candidate.cue, candidate.cue_span),
        "speaker": speaker.name,
        "speaker_type": speaker.type,
        "speaker_is": "new" if speaker.is_new else "known" if speaker.person else "not a record",
        "attribution": placed(words_at(text, speaker.span), speaker.span),
        "targets": [
            f"{target.name} = {placed(target.mention, target.span)}" for target in candidate.targets
        ],
        "evidence": [f"{one.what}: {placed(one.words, one.span)}" for one in candidate.evidence],
    }


def words_at(text: str, span: Span | None) -> str:
    return text[span.start : span.end] if span else ""


def placed(words: str, span: Span | None) -> str:
    return f"{words} {span.start}:{span.end}" if span else words


def difference(case: Path, registry: Sequence[KnownPerson]) -> str:
    """A unified diff from what is expected to what is proposed; "" when they agree."""
    name = f"{name_of(case)}.json"
    lines = (
        expected(case).splitlines(keepends=True),
        proposed(case, registry).splitlines(keepends=True),
    )
    return "".join(difflib.unified_diff(*lines, f"expected/{name}", f"proposed/{name}"))


def main(arguments: Sequence[str] | None = None, *, folder: Path = FOLDER) -> int:
    """Shows the differences, and writes them when asked; 1 when some are left."""
    parser = argparse.ArgumentParser(prog="python -m tests.golden_quotes")
    parser.add_argument("--write", action="store_true", help="expect what is proposed now")
    write = parser.parse_args(arguments).write
    registry, left = people(folder), 0
    for case in cases(folder):
        changed = difference(case, registry)
        if not changed:
            continue
        if name_of(case) in KNOWN_FAULTS:
            sys.stdout.write(f"Known fault, left alone: {name_of(case)}\n")
            continue
        sys.stdout.write(changed)
        if write:
            case.with_suffix(".json").write_text(
                proposed(case, registry), encoding="utf-8", newline="\n"
            )
        left += not write
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
