"""Whether people who were merged lead to the one who stays, as the merges say."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from archive.audit.finding import Check, Count, Finding, about
from archive.audit.streams import ROWS
from archive.models import Person, PersonMerge

STANDING = PersonMerge.objects.filter(person=OuterRef("pk"), undone_at__isnull=True)


def wrong_merges(count: Count) -> Iterator[Finding]:
    merged = Person.objects.filter(merged_into__isnull=False)
    wrong = [
        (merged.filter(merged_into__merged_into__isnull=False),
         "This person is merged into one who is merged."),
        (merged.filter(~Exists(STANDING)),
         "This person is merged and no standing merge says why."),
        (Person.objects.filter(Exists(STANDING), merged_into__isnull=True),
         "A merge of this person stands and leads nowhere."),
    ]  # fmt: skip
    for people, message in wrong:
        for pk in people.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=ROWS):
            yield about(Person, pk, "merge", message)
    count(PersonMerge.objects.count())


CHECK = Check("merge", "merges", PersonMerge.objects.count, wrong_merges)
