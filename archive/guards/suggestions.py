"""The rules of suggestions: what was proposed stays as it was, what an editor decided is kept."""

from archive.guards.rule import (
    Rule,
    changed,
    frozen,
    kept,
    never_replaced,
    never_replaced_by_update,
    words_broken,
)
from archive.guards.statements import ANCHOR_BROKEN

SUGGESTION = "archive_suggestion"
TARGET = "archive_suggestiontarget"

PROPOSED = (
    "id", "article_id", "text_id", "start", "end", "exact", "kind", "language", "cue",
    "cue_start", "cue_end", "speaker_id", "speaker_name", "speaker_type", "is_new_person",
    "attribution", "attribution_start", "attribution_end", "rule", "tier", "evidence",
    "detector_version", "proposed_at",
)  # fmt: skip
DECISION = ("state", "statement_id", "decided_by_id", "decided_at", "corrections")

OF_THE_TEXT = "FROM archive_articletext t WHERE t.id = NEW.text_id"
OF_ITS_TEXT = (
    "FROM archive_suggestion s JOIN archive_articletext t ON t.id = s.text_id "
    "WHERE s.id = NEW.suggestion_id"
)
# What was dismissed may await an editor again; what was taken up, once its statement is rejected.
NO_DECISION = (
    "NOT (OLD.state = 'pending' AND NEW.state IN ('accepted', 'corrected', 'dismissed') "
    "OR OLD.state = 'dismissed' AND NEW.state = 'pending' "
    "OR OLD.state IN ('accepted', 'corrected') AND NEW.state = 'pending' "
    "AND EXISTS (SELECT 1 FROM archive_statement s "
    "WHERE s.id = OLD.statement_id AND s.status = 'rejected'))"
)
OF_ANOTHER_ARTICLE = (
    "NEW.statement_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM archive_statement s "
    "WHERE s.id = NEW.statement_id AND s.article_id = NEW.article_id)"
)


def decided(row: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM archive_suggestion s "  # noqa: S608
        f"WHERE s.id = {row}.suggestion_id AND s.state <> 'pending')"
    )


RULES: list[Rule] = [
    never_replaced(SUGGESTION, ("text_id", "start", "end"), ("statement_id",)),
    never_replaced_by_update(SUGGESTION, ("statement_id",)),
    kept(SUGGESTION, PROPOSED),
    Rule(
        "suggestion_begins_pending", SUGGESTION, "INSERT",
        "A suggestion awaits an editor first.", "NEW.state <> 'pending'",
    ),
    Rule(
        "suggestion_in_the_text", SUGGESTION, "INSERT",
        "The words are not at that place of the text.", ANCHOR_BROKEN,
    ),
    Rule(
        "suggestion_attribution_in_the_text", SUGGESTION, "INSERT",
        "The words are not at that place of the text.", words_broken("attribution", OF_THE_TEXT),
    ),
    Rule(
        "suggestion_cue_in_the_text", SUGGESTION, "INSERT",
        "The words are not at that place of the text.", words_broken("cue", OF_THE_TEXT),
    ),
    Rule(
        "suggestion_decided_once", SUGGESTION, "UPDATE",
        "What an editor decided of a suggestion stands.",
        f"({changed(DECISION)}) AND {NO_DECISION}",
    ),
    Rule(
        "suggestion_statement_of_its_article", SUGGESTION, "UPDATE",
        "A suggestion becomes a statement of its own article.", OF_ANOTHER_ARTICLE,
    ),
    Rule(
        "suggestion_kept_when_decided", SUGGESTION, "DELETE",
        "A suggestion that an editor decided on is kept.", "OLD.state <> 'pending'",
    ),
    *frozen(TARGET, "A suggested target", events=("UPDATE",)),
    never_replaced(TARGET),
    Rule(
        "suggestiontarget_insert_while_pending", TARGET, "INSERT",
        "A suggestion that an editor decided on is kept.", decided("NEW"),
    ),
    Rule(
        "suggestiontarget_delete_while_pending", TARGET, "DELETE",
        "A suggestion that an editor decided on is kept.", decided("OLD"),
    ),
    Rule(
        "suggestiontarget_in_the_text", TARGET, "INSERT",
        "The words are not at that place of the text.", words_broken("mention", OF_ITS_TEXT),
    ),
]  # fmt: skip
