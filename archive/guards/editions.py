"""The rules of editions: frozen, made of what was reviewed, vouched for by two people."""

from archive.guards.rule import POSTGRESQL, SQLITE, Rule, changed, frozen, never_replaced
from archive.guards.statements import STATEMENT_CONTENT

EDITION = "archive_edition"

EDITION_STATE = ("state", "closed_at", "reason", "public_note", "withdrawal_asked_by_id",
                 "withdrawn_by_id")  # fmt: skip
EDITION_FROZEN = (
    "id", "statement_id", "number", "statement_version", "exact", "kind", "language", "speaker_id",
    "speaker_name", "speaker_type", "attribution", "speaker_role", "via", "said_on", "said_from",
    "said_to", "place", "setting", "certainty", "certainty_reason", "notes", "article_id", "title",
    "title_is_derived", "outlet_id", "outlet_name", "byline", "published", "published_from",
    "published_to", "url", "archived_url", "dateline", "agency", "text_id", "start", "end",
    "prefix", "suffix", "sha256", "submitted_by_id", "approved_by_id", "approved_at", "sort_day",
)  # fmt: skip

# Editors since the last edition that still stands: nobody of them approves the next one.
APPROVER_EDITED = (
    "EXISTS (SELECT 1 FROM archive_statementeditor w WHERE w.statement_id = NEW.statement_id "
    "AND w.user_id = NEW.approved_by_id AND w.version <= NEW.statement_version "
    "AND w.version > COALESCE((SELECT MAX(e.statement_version) FROM archive_edition e "
    "WHERE e.statement_id = NEW.statement_id AND e.number < NEW.number "
    "AND e.state IN ('current', 'superseded')), 0))"
)
NOT_AS_REVIEWED = (
    "NEW.state <> 'current' OR NOT EXISTS (SELECT 1 FROM archive_statement s "  # noqa: S608
    "WHERE s.id = NEW.statement_id AND s.status = 'in_review' "
    "AND s.version = NEW.statement_version AND s.submitted_by_id = NEW.submitted_by_id "
    "AND s.content_sha256 = NEW.sha256 "
    f"AND NOT ({changed(STATEMENT_CONTENT, since='s')}))"
)
# The source and the speaker's name as they stand: nobody writes others into an edition.
NOT_AS_PRINTED = (
    "NOT EXISTS (SELECT 1 FROM archive_article a "
    "LEFT JOIN archive_outlet o ON o.id = a.outlet_id WHERE a.id = NEW.article_id "
    "AND a.title = NEW.title AND a.title_is_derived = NEW.title_is_derived "
    "AND COALESCE(o.name, '') = NEW.outlet_name "
    "AND NOT (a.outlet_id IS DIFFERENT FROM NEW.outlet_id) AND a.byline = NEW.byline "
    "AND a.published = NEW.published AND a.url = NEW.url "
    "AND a.archived_url = NEW.archived_url AND a.place = NEW.dateline "
    "AND a.agency = NEW.agency) OR NEW.speaker_name <> COALESCE("
    "(SELECT p.name FROM archive_person p WHERE p.id = NEW.speaker_id), '')"
)
WITHDRAWAL_WORDS = ("reason", "public_note", "withdrawal_asked_by_id", "withdrawn_by_id")
EDITION_CLOSED_TO_ROWS = (
    "NOT EXISTS (SELECT 1 FROM archive_edition e "
    "JOIN archive_statement s ON s.id = e.statement_id "
    "WHERE e.id = NEW.edition_id AND e.state = 'current' AND s.status = 'in_review' "
    "AND s.version = e.statement_version)"
)
# A row beside an edition repeats a row beside the statement that was reviewed.
TARGET_NOT_AS_REVIEWED = (
    "NOT EXISTS (SELECT 1 FROM archive_statementtarget t "
    "JOIN archive_edition e ON e.statement_id = t.statement_id WHERE e.id = NEW.edition_id "
    "AND NOT (e.speaker_id IS DIFFERENT FROM NEW.speaker_id) "
    "AND t.person_id = NEW.person_id AND t.relation = NEW.relation AND t.mention = NEW.mention "
    "AND NOT (t.mention_start IS DIFFERENT FROM NEW.mention_start "
    "OR t.mention_end IS DIFFERENT FROM NEW.mention_end) AND t.role = NEW.role) "
    "OR NEW.name <> COALESCE((SELECT p.name FROM archive_person p WHERE p.id = NEW.person_id), '')"
)
TOPIC_NOT_AS_REVIEWED = (
    "NOT EXISTS (SELECT 1 FROM archive_statement_topics s "
    "JOIN archive_edition e ON e.statement_id = s.statement_id "
    "JOIN archive_topic t ON t.id = s.topic_id "
    "WHERE e.id = NEW.edition_id AND s.topic_id = NEW.topic_id AND t.name = NEW.name)"
)
# Every public note is there, word for word, and no other; the digest vouches for their order.
PUBLIC_NOTES = (
    "FROM archive_annotation a WHERE a.statement_id = NEW.statement_id AND a.visibility = 'public'"
)
NOTES_NOT_AS_REVIEWED = (
    f"LENGTH_OF(NEW.notes) <> (SELECT COUNT(*) {PUBLIC_NOTES}) "  # noqa: S608  names of this module
    f"OR EXISTS (SELECT 1 {PUBLIC_NOTES} AND NOT EXISTS (SELECT 1 FROM EACH_OF(NEW.notes) n "
    "WHERE KIND_OF(n) = a.kind AND BODY_OF(n) = a.body))"
)
JSON_WORDS = {
    SQLITE: {
        "LENGTH_OF": "json_array_length", "EACH_OF": "json_each",
        "KIND_OF(n)": "json_extract(n.value, '$.kind')",
        "BODY_OF(n)": "json_extract(n.value, '$.body')",
    },
    POSTGRESQL: {
        "LENGTH_OF": "jsonb_array_length", "EACH_OF": "jsonb_array_elements",
        "KIND_OF(n)": "n ->> 'kind'", "BODY_OF(n)": "n ->> 'body'",
    },
}  # fmt: skip


def in_dialect(broken: str, vendor: str) -> str:
    """The condition in the words of one database: the two name JSON functions differently."""
    for word, native in JSON_WORDS[vendor].items():
        broken = broken.replace(word, native)
    return broken


RULES: list[Rule] = [
    *frozen("archive_editiontarget", "An edition"),
    never_replaced("archive_editiontarget"),
    *frozen("archive_editiontopic", "An edition"),
    never_replaced("archive_editiontopic"),
    *frozen(EDITION, "An edition", events=("DELETE",)),
    never_replaced(EDITION, ("statement_id", "number"), ("statement_id", "state")),
    Rule(
        "edition_content_frozen", EDITION, "UPDATE",
        "The content of an edition cannot be changed.", changed(EDITION_FROZEN),
    ),
    Rule(
        "edition_state_forward", EDITION, "UPDATE",
        "An edition that is no longer current cannot become current again.",
        "NEW.state IS DIFFERENT FROM OLD.state AND NOT (OLD.state = 'current' "
        "OR (NEW.state = 'removed' AND OLD.state IN ('superseded', 'retracted')))",
    ),
    Rule(
        "edition_as_reviewed", EDITION, "INSERT",
        "An edition is made of the version in review, as it was submitted.", NOT_AS_REVIEWED,
    ),
    *(
        Rule(
            "edition_notes_as_reviewed", EDITION, "INSERT",
            "An edition repeats the public notes that were reviewed.",
            in_dialect(NOTES_NOT_AS_REVIEWED, vendor), vendor=vendor,
        )
        for vendor in JSON_WORDS
    ),
    Rule(
        "edition_as_printed", EDITION, "INSERT",
        "An edition repeats its source and its speaker as the archive has them.", NOT_AS_PRINTED,
    ),
    Rule(
        "edition_superseded_by_another", EDITION, "UPDATE",
        "An edition is superseded only by the next one.",
        "NEW.state = 'superseded' AND OLD.state <> 'superseded' AND NOT EXISTS "
        "(SELECT 1 FROM archive_statement s WHERE s.id = NEW.statement_id "
        "AND s.status = 'in_review')",
    ),
    Rule(
        "edition_withdrawal_frozen", EDITION, "UPDATE",
        "What was said of a withdrawal cannot be changed.",
        f"OLD.state IN ('retracted', 'removed') AND NEW.state = OLD.state "
        f"AND ({changed(WITHDRAWAL_WORDS)})",
    ),
    Rule(
        "edition_two_people_rule", EDITION, "INSERT",
        "Nobody approves what they edited or submitted.",
        f"NEW.approved_by_id = NEW.submitted_by_id OR {APPROVER_EDITED}",
    ),
    Rule(
        "editiontarget_with_edition", "archive_editiontarget", "INSERT",
        "An edition cannot be changed or deleted.", EDITION_CLOSED_TO_ROWS,
    ),
    Rule(
        "editiontopic_with_edition", "archive_editiontopic", "INSERT",
        "An edition cannot be changed or deleted.", EDITION_CLOSED_TO_ROWS,
    ),
    Rule(
        "editiontarget_as_reviewed", "archive_editiontarget", "INSERT",
        "An edition repeats the targets that were reviewed.", TARGET_NOT_AS_REVIEWED,
    ),
    Rule(
        "editiontopic_as_reviewed", "archive_editiontopic", "INSERT",
        "An edition repeats the topics that were reviewed.", TOPIC_NOT_AS_REVIEWED,
    ),
]  # fmt: skip
