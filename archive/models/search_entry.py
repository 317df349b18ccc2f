"""What a reader's search looks through: the words of the current editions, analysed.

One row a current edition, written and taken away in the transaction that publishes or withdraws it
(``archive.models.printing``). Both databases index the same tokens, which ``archive.search`` makes
of the words; so both give the same statements. SQLite has an FTS5 table over these rows,
PostgreSQL a generated tsvector column and a GIN index: see ``search_tables``.
"""

from django.db import models


class SearchEntry(models.Model):
    """The tokens of a current edition, in the parts a match may be in, separated by spaces."""

    # That of the edition. An "auto" field only so that SQLite keeps it as the rowid.
    sort_key = models.BigAutoField(primary_key=True)
    edition = models.OneToOneField("archive.Edition", models.PROTECT, related_name="search_entry")
    # The last day the date may mean, in days since 1800; that of the sort key when it is exact.
    last_day = models.IntegerField()
    said = models.TextField()  # the words of the statement
    context = models.TextField(blank=True)  # the printed words beside them, and the notes
    names = models.TextField(blank=True)  # of speaker and targets, with their roles then
    source = models.TextField(blank=True)  # the title and the outlet
    # All of these words folded, not stemmed: " mot " is found in it, and exact phrases are.
    exact = models.TextField()
    facets = models.TextField(blank=True)  # one token for each value a filter may ask for

    class Meta:
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return str(self.edition_id)


class Lexeme(models.Model):
    """A word of what is in print, accents aside, and a token it is indexed under.

    Expands what is typed without accents, proposes the nearest spelling, and tells frequent words.
    A word that left print leaves this table: a proposal never tells what was withdrawn.
    """

    word = models.CharField(max_length=64, db_index=True)
    token = models.CharField(max_length=64, db_index=True)
    editions = models.PositiveIntegerField(default=0)  # in how many it is

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "token"], name="lexeme_once")]

    def __str__(self) -> str:
        return f"{self.word}: {self.token}, {self.editions}"
