"""The rules of people: nobody who is named somewhere vanishes, and a merge has one survivor."""

from archive.guards.rule import Rule, frozen, kept, never_replaced

PERSON = "archive_person"
MERGE = "archive_personmerge"

NAMED_SOMEWHERE = " OR ".join(
    f"EXISTS (SELECT 1 FROM {table} r WHERE r.{column} = OLD.id)"  # noqa: S608
    for table, column in (
        ("archive_statement", "speaker_id"),
        ("archive_statementtarget", "person_id"),
        ("archive_edition", "speaker_id"),
        ("archive_editiontarget", "person_id"),
        ("archive_personmerge", "person_id"),
        ("archive_personmerge", "into_id"),
    )
)
# Everybody merged points straight to the one who stays.
MERGED_TWICE_OVER = (
    "NEW.merged_into_id IS NOT NULL AND (EXISTS (SELECT 1 FROM archive_person p "
    "WHERE p.id = NEW.merged_into_id AND p.merged_into_id IS NOT NULL) "
    "OR EXISTS (SELECT 1 FROM archive_person p WHERE p.merged_into_id = NEW.id))"
)
MERGE_KEPT = ("id", "person_id", "into_id", "rationale", "merged_by_id", "merged_at")

RULES: list[Rule] = [
    Rule(
        "person_named_somewhere", PERSON, "DELETE",
        "A person whom a record names is merged, never deleted.", NAMED_SOMEWHERE,
    ),
    never_replaced(PERSON, ("slug",)),
    *(
        Rule(
            f"person_one_survivor_on_{event.lower()}", PERSON, event,
            "A person is merged into one who is not merged.", MERGED_TWICE_OVER,
        )
        for event in ("INSERT", "UPDATE")
    ),
    *frozen(MERGE, "A merge", events=("DELETE",)),
    never_replaced(MERGE),
    kept(MERGE, MERGE_KEPT),
    Rule(
        "merge_undone_once", MERGE, "UPDATE", "What was undone stays undone.",
        "OLD.undone_at IS NOT NULL",
    ),
]  # fmt: skip
