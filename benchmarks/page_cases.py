"""The kinds of public pages that are measured, and for each the addresses that are asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote_plus, urlencode

from archive.models.keys import facet_key
from benchmarks.page_samples import MANY, SOME, Sample

FLOOR, EMPTY = "floor: a bare list", "floor: an empty view"


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of page. Of one ``asked_again`` the reader has it already: the answer is 304."""

    name: str
    paths: list[str]
    asked_again: bool = False

    @property
    def expected(self) -> int:
        return 304 if self.asked_again else 200


def floors() -> list[Case]:
    return [Case(EMPTY, ["/floor/empty/"]), Case(FLOOR, ["/floor/list/"])]


def all_cases(sample: Sample) -> list[Case]:
    made = [*pages(sample), *filtered(sample), *records(sample), *people(sample)]
    return [*made, *again(sample), *searches(sample)]


def listed(**parameters: object) -> str:
    return f"/statements/?{urlencode(parameters)}"


def pages(sample: Sample) -> Iterator[Case]:
    yield Case("home", ["/"])
    yield Case("statements", ["/statements/"])
    keys = [edition.sort_key for edition in sample.editions]
    yield Case("statements, a deep page", [listed(before=key) for key in keys])
    yield Case("articles", ["/articles/"])
    yield Case("articles of an outlet", [f"/articles/?outlet={pk}" for pk in sample.outlets])
    yield Case("articles of a year", [f"/articles/?year={year}" for year in range(1998, 2024)])
    yield Case("coverage", ["/coverage/"])
    yield Case("map", ["/map/"])
    yield Case("about", ["/about/"])


def filters(sample: Sample) -> dict[str, list[dict[str, object]]]:
    """Each filter of the list of statements, with values that find something."""
    speakers = sample.speakers
    several = len(speakers) // 2
    return {
        "top speaker": [{"speaker": speakers[0]}],
        "a rare speaker": [{"speaker": slug} for slug in speakers[-SOME:]],
        "an ordinary speaker": [{"speaker": slug} for slug in speakers[several:][:SOME]],
        "about the top target": [{"about": sample.most_spoken_about[0]}],
        "about somebody": [{"about": slug} for slug in sample.most_spoken_about[1:]],
        "topic": [{"topic": slug} for slug in sample.topics],
        "outlet": [{"outlet": pk} for pk in sample.outlets],
        "kind": [{"kind": kind} for kind in ("direct", "indirect", "mixed")],
        "role": [{"role": facet_key(role)} for role in sample.roles()],
        "place": [{"place": facet_key(place)} for place in sample.places()],
        "year": [{"year": year} for year in range(1998, 2024)],
        "period": [{"since": f"{year}-03", "until": year + 2} for year in range(1998, 2020)],
    }


def filtered(sample: Sample) -> Iterator[Case]:
    for name, asked in filters(sample).items():
        yield Case(f"statements: {name}", [listed(**one) for one in asked])


def records(sample: Sample) -> Iterator[Case]:
    yield Case("statement", [f"/statements/{one.statement_id}/" for one in sample.editions])
    for licence in ("private", "open"):
        found = sample.articles(licence)
        yield Case(f"article, {licence}", [f"/articles/{pk}/" for pk in found])
    yield Case("topics", ["/topics/"])
    yield Case("topic", [f"/topics/{slug}/" for slug in sample.topics])
    yield Case("outlet", [f"/outlets/{pk}/" for pk in sample.outlets])


def people(sample: Sample) -> Iterator[Case]:
    speakers = sample.speakers
    groups = {
        "who speaks most": speakers[:1],
        "who is most spoken about": sample.most_spoken_about[:1],
        "among the first forty": speakers[1:SOME],
        "ordinary": speakers[len(speakers) // 2 :][:MANY],
        "rare": speakers[-MANY:],
    }
    for name, slugs in groups.items():
        yield Case(f"person, {name}", [f"/people/{slug}/" for slug in slugs])
    paths = [f"/people/{speaker}/about/{target}/" for speaker, target in sample.pairs]
    yield Case("pair, the most frequent", paths[:SOME])
    yield Case("pair, ordinary", paths[SOME:])
    yield Case("people", ["/people/"])
    yield Case("people under a letter", [f"/people/?letter={one}" for one in "abcdefgjklmpqrstv"])
    yield Case("people searched", [f"/people/?q={name}" for name in sample.surnames])
    typed = [f"/people/names.json?q={quote_plus(text)}" for text in sample.typed]
    yield Case("people as one types", typed)


def again(sample: Sample) -> Iterator[Case]:
    yield Case("home, 304", ["/"], asked_again=True)
    yield Case("statements, 304", ["/statements/"], asked_again=True)
    paths = [f"/statements/{one.statement_id}/" for one in sample.editions]
    yield Case("statement, 304", paths, asked_again=True)
    person = [f"/people/{slug}/" for slug in sample.speakers[:SOME]]
    yield Case("person, 304", person, asked_again=True)


def searches(sample: Sample) -> Iterator[Case]:
    for name, words in sample.words.items():
        yield Case(f"search: {name}", [listed(q=word) for word in words])
    phrases = [listed(q=f'"{phrase}"') for phrase in sample.phrases]
    yield Case("search: a phrase", phrases)
    common, medium = sample.words["common"], sample.words["medium"]
    frequent = [listed(q=f'"{first} {then}"') for first, then in
                (("de", "la"), ("et", "les"), ("que", "le"), ("à", "la"))]  # fmt: skip
    yield Case("search: a phrase of the commonest words", frequent)
    pairs = list(zip(common, medium, strict=False))
    yield Case("search: two words", [listed(q=f"{one} {other}") for one, other in pairs])
    without = [listed(q=f"{one} -{other}") for one, other in pairs]
    yield Case("search: without a word", without)
    yield Case("search: a name", [listed(q=name) for name in sample.surnames])
    for kind in ("rare", "common", "commonest"):
        ranked = [listed(q=word, sort="relevance") for word in sample.words[kind]]
        yield Case(f"search: {kind}, by relevance", ranked)
    keys = [edition.sort_key for edition in sample.editions[:SOME]]
    deep = [listed(q=common[n % len(common)], before=key) for n, key in enumerate(keys)]
    yield Case("search: common, a deep page", deep)
    for name, asked in filters(sample).items():
        paths = [listed(q=common[n % len(common)], **one) for n, one in enumerate(asked)]
        yield Case(f"search: common + {name}", paths)
    for name in ("top speaker", "a rare speaker", "year"):
        asked = filters(sample)[name]
        paths = [listed(q=word, **one) for word in sample.words["commonest"] for one in asked]
        yield Case(f"search: commonest + {name}", paths)
