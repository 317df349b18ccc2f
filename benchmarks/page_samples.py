"""Which records a measurement asks for: drawn from the archive by chance, the same at every run."""

import random
from functools import cached_property

from django.db.models import Count, Max

from archive.models import Article, Edition, EditionTarget, Outlet, Person, Topic
from archive.quotes.text import fold_bare
from benchmarks import french, invented

MANY, SOME = 200, 40
RANKS_OF_COMMON, RANKS_OF_MEDIUM = slice(0, 30), slice(350, 500)
COMMONEST = ("de", "la", "le", "et", "les")


class Sample:
    """Addresses and words of each kind; a list is drawn once, when it is asked for."""

    def __init__(self) -> None:
        self.chosen = random.Random("sample")  # noqa: S311  no secret
        self.last = Edition.objects.aggregate(last=Max("pk"))["last"]

    @cached_property
    def editions(self) -> list[Edition]:
        """Current editions from the whole archive."""
        tried = [self.chosen.randint(1, self.last) for _ in range(MANY * 2)]
        found = Edition.objects.current().filter(pk__in=tried).select_related("speaker")
        return list(found.order_by("pk")[:MANY])

    def articles(self, licence: str) -> list[int]:
        articles = [edition.article_id for edition in self.editions]
        if licence == "open":
            top = Article.objects.aggregate(last=Max("pk"))["last"]
            articles = [self.chosen.randint(1, top) for _ in range(MANY * 6)]
        found = Article.objects.in_print().filter(pk__in=articles, licence=licence)
        return list(found.order_by("pk").values_list("pk", flat=True)[:MANY])

    @cached_property
    def speakers(self) -> list[str]:
        """The addresses of those who speak, who speaks most first."""
        counted = Edition.objects.current().exclude(speaker=None).values_list("speaker__slug")
        ordered = counted.annotate(said=Count("pk")).order_by("-said", "speaker__slug")
        return [slug for slug, _said in ordered]

    @cached_property
    def most_spoken_about(self) -> list[str]:
        rows = EditionTarget.objects.filter(edition__state="current").values_list("person__slug")
        return [slug for slug, _n in rows.annotate(n=Count("pk")).order_by("-n", "person")[:SOME]]

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """Who speaks about whom, who does so most first."""
        rows = EditionTarget.objects.filter(
            edition__state="current", edition__speaker__isnull=False
        ).values_list("edition__speaker", "person")
        found = list(rows.annotate(n=Count("pk")).order_by("-n", "edition__speaker", "person"))
        middle = len(found) // 2
        wanted = [pair[:2] for pair in found[:SOME] + found[middle : middle + MANY]]
        slugs = dict(
            Person.objects.filter(pk__in={pk for pair in wanted for pk in pair}).values_list(
                "pk", "slug"
            )
        )
        return [(slugs[speaker], slugs[target]) for speaker, target in wanted]

    @cached_property
    def topics(self) -> list[str]:
        return list(Topic.objects.order_by("pk").values_list("slug", flat=True))

    @cached_property
    def outlets(self) -> list[int]:
        return list(Outlet.objects.order_by("pk").values_list("pk", flat=True))

    @cached_property
    def typed(self) -> list[str]:
        """Beginnings of names, of one to six letters."""
        names = [edition.speaker_name for edition in self.editions if edition.speaker_name]
        return [
            self.chosen.choice(fold_bare(name).split())[: 1 + number % 6]
            for number, name in enumerate(names)
        ]

    def drawn(self, from_: list, number: int = SOME) -> list:
        return self.chosen.sample(from_, min(number, len(from_)))

    # --- Words ----------------------------------------------------------------------------------

    @cached_property
    def words(self) -> dict[str, list[str]]:
        """Words to look for, from those of a handful of statements to that of most of them."""
        forms = [family[0] for family in french.families()]
        return {
            "rare": self.rare(),
            "medium": self.drawn(forms[RANKS_OF_MEDIUM]),
            "common": forms[RANKS_OF_COMMON],
            "commonest": list(COMMONEST),
            "only in old rows": french.old_words(),
            "no hit": list(french.absent_words())[:SOME],
        }

    def rare(self) -> list[str]:
        known, found = set(french.rare_words()), {}
        start = self.chosen.randint(1, max(self.last - 20_000, 1))
        newest = Edition.objects.current().filter(pk__gte=start).order_by("pk")
        for exact in newest.values_list("exact", flat=True)[:20_000]:
            found.update(dict.fromkeys(known.intersection(exact.split())))
            if len(found) >= SOME:
                break
        return list(found)[:SOME]

    @cached_property
    def phrases(self) -> list[str]:
        """Three words that stand beside each other in a statement."""
        spoken = [edition.exact.replace(",", "").split() for edition in self.drawn(self.editions)]
        return [" ".join(words[2:5]) for words in spoken]

    @cached_property
    def surnames(self) -> list[str]:
        return [slug.split("-")[-2] for slug in self.speakers[:SOME]]

    def roles(self) -> list[str]:
        return self.drawn(invented.roles())

    def places(self) -> list[str]:
        return self.drawn(invented.places())
