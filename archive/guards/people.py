"""The rules of people: nobody who is named somewhere vanishes, a merge has one survivor, and who
was told apart is not merged."""

from archive.guards.rule import Rule, frozen, kept, never_replaced, never_replaced_by_update

PERSON = "archive_person"
MERGE = "archive_personmerge"
DISTINCTION = "archive_persondistinction"

NAMED_SOMEWHERE = " OR ".join(
    f"EXISTS (SELECT 1 FROM {table} r WHERE r.{column} = OLD.id)"  # noqa: S608
    for table, column in (
        ("archive_statement", "speaker_id"),
        ("archive_statementtarget", "person_id"),
        ("archive_edition", "speaker_id"),
        ("archive_editiontarget", "person_id"),
        ("archive_editiontarget", "speaker_id"),
        ("archive_personmerge", "person_id"),
        ("archive_personmerge", "into_id"),
        ("archive_suggestion", "speaker_id"),
        ("archive_suggestiontarget", "person_id"),
    )
)
# Everybody merged points straight to the one who stays.
MERGED_TWICE_OVER = (
    "NEW.merged_into_id IS NOT NULL AND (EXISTS (SELECT 1 FROM archive_person p "
    "WHERE p.id = NEW.merged_into_id AND p.merged_into_id IS NOT NULL) "
    "OR EXISTS (SELECT 1 FROM archive_person p WHERE p.merged_into_id = NEW.id))"
)
MERGE_OF_MERGED = (
    "EXISTS (SELECT 1 FROM archive_person p WHERE p.id IN (NEW.person_id, NEW.into_id) "
    "AND p.merged_into_id IS NOT NULL)"
)
# Whom the two of a pair lead to, against the two of the row.
SURVIVORS = "JOIN archive_person a ON a.id = d.first_id JOIN archive_person b ON b.id = d.second_id"
TOLD_APART = (
    f"EXISTS (SELECT 1 FROM {DISTINCTION} d {SURVIVORS} WHERE "  # noqa: S608
    "(COALESCE(a.merged_into_id, a.id) = NEW.person_id"
    " AND COALESCE(b.merged_into_id, b.id) = NEW.into_id)"
    " OR (COALESCE(a.merged_into_id, a.id) = NEW.into_id"
    " AND COALESCE(b.merged_into_id, b.id) = NEW.person_id))"
)
ALREADY_ONE = (
    "(SELECT COALESCE(p.merged_into_id, p.id) FROM archive_person p WHERE p.id = NEW.first_id) = "
    "(SELECT COALESCE(p.merged_into_id, p.id) FROM archive_person p WHERE p.id = NEW.second_id)"
)
MERGE_KEPT = ("id", "person_id", "into_id", "rationale", "merged_by_id", "merged_at")


def never_merged(table: str, column: str) -> list[Rule]:
    """What is written from now on names whoever stays, not a record merged into theirs."""
    message = "This person is merged into another record: name that one."
    merged = (
        f"EXISTS (SELECT 1 FROM {PERSON} p WHERE p.id = NEW.{column} "  # noqa: S608
        "AND p.merged_into_id IS NOT NULL)"
    )
    is_new = f"NEW.{column} IS DIFFERENT FROM OLD.{column}"
    return [
        Rule(f"{table}_of_who_stays_on_insert", table, "INSERT", message, merged),
        Rule(f"{table}_of_who_stays_on_update", table, "UPDATE", message, f"{is_new} AND {merged}"),
    ]


RULES: list[Rule] = [
    Rule(
        "person_named_somewhere", PERSON, "DELETE",
        "A person whom a record names is merged, never deleted.", NAMED_SOMEWHERE,
    ),
    never_replaced(PERSON, ("slug",)),
    never_replaced_by_update(PERSON, ("slug",)),
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
    Rule(
        "merge_of_who_stands", MERGE, "INSERT",
        "A person is merged into one who is not merged.", MERGE_OF_MERGED,
    ),
    Rule(
        "merge_of_people_told_apart", MERGE, "INSERT",
        "These two are told apart: they are not merged.", TOLD_APART,
    ),
    *frozen(DISTINCTION, "What tells people apart", events=("UPDATE",)),
    never_replaced(DISTINCTION, ("first_id", "second_id")),
    Rule(
        "distinction_of_two_people", DISTINCTION, "INSERT",
        "These two are one person: undo their merge first.", ALREADY_ONE,
    ),
    *never_merged("archive_statement", "speaker_id"),
    *never_merged("archive_statementtarget", "person_id"),
]  # fmt: skip
