"""The rules of statements at the desk, and of the rows that belong to them."""

from archive.guards.rule import Rule, changed, frozen, kept, never_replaced

STATEMENT = "archive_statement"

LEGAL_MOVES = {
    "draft": ("in_review", "rejected", "retracted"),
    "in_review": ("returned", "rejected", "published", "retracted", "draft"),
    "returned": ("in_review", "rejected", "retracted"),
    "published": ("draft", "retracted"),
    "rejected": ("draft", "in_review", "returned"),
    "retracted": ("draft",),
}  # those of the workflow and, of a submission, a return or a rejection, their taking back

STATEMENT_CONTENT = (
    "article_id", "text_id", "start", "end", "exact", "prefix", "suffix", "kind", "speaker_id",
    "speaker_type", "attribution", "speaker_role", "via", "said_on", "said_from", "said_to",
    "place", "setting", "certainty", "certainty_reason", "language",
)  # fmt: skip
# What a statement keeps from its creation on.
STATEMENT_KEPT = ("id", "client_key", "created_by_id", "created_at")

ANCHOR_BROKEN = (
    "NOT EXISTS (SELECT 1 FROM archive_articletext t WHERE t.id = NEW.text_id "
    "AND t.article_id = NEW.article_id "
    'AND NEW."end" - NEW."start" = length(NEW.exact) '
    'AND substr(t.body, NEW."start" + 1, length(NEW.exact)) = NEW.exact)'
)
# Where the words are, and the words and all that is said of them.
STATEMENT_PLACE = ("text_id", "start", "end", "prefix", "suffix")
STATEMENT_WORDS = tuple(name for name in STATEMENT_CONTENT if name not in STATEMENT_PLACE)
# The article's text was corrected and these very words were not: a published statement follows
# them to the newest text, with what stands around them there, and nothing else of it changes.
NEWEST_TEXT_HAS_THEM = (
    "EXISTS (SELECT 1 FROM archive_articletext w "
    "JOIN archive_articletext t ON t.article_id = w.article_id AND t.number > w.number "
    "WHERE w.id = OLD.text_id AND t.id = NEW.text_id "
    "AND NOT EXISTS (SELECT 1 FROM archive_articletext n "
    "WHERE n.article_id = t.article_id AND n.number > t.number) "
    'AND substr(t.body, NEW."start" + 1 - length(NEW.prefix), length(NEW.prefix)) = NEW.prefix '
    'AND (length(NEW.prefix) = 32 OR length(NEW.prefix) = NEW."start") '
    'AND substr(t.body, NEW."end" + 1, 32) = NEW.suffix)'
)
FOLLOWS_ITS_WORDS = (
    "OLD.status = 'published' AND NEW.status = 'published' "
    f"AND NOT ({changed(STATEMENT_WORDS)}) AND {NEWEST_TEXT_HAS_THEM}"
)
# The words that designate a target follow, once their statement did.
FOLLOWS_ITS_STATEMENT = (
    f"NOT ({changed(('statement_id', 'person_id', 'relation', 'mention', 'role'))}) "  # noqa: S608
    "AND NEW.mention <> '' AND EXISTS (SELECT 1 FROM archive_statement p "
    "JOIN archive_articletext t ON t.id = p.text_id "
    "JOIN archive_edition e ON e.statement_id = p.id AND e.state = 'current' "
    "JOIN archive_articletext w ON w.id = e.text_id AND w.number < t.number "
    "WHERE p.id = NEW.statement_id AND p.status = 'published' "
    "AND NEW.mention_end - NEW.mention_start = length(NEW.mention) "
    "AND substr(t.body, NEW.mention_start + 1, length(NEW.mention)) = NEW.mention)"
)
RECORD_EDITOR = (
    "INSERT INTO archive_statementeditor (statement_id, version, user_id) "
    "VALUES (NEW.id, NEW.version, NEW.modified_by_id)"
)


def illegal_move() -> str:
    legal = " OR ".join(
        f"(OLD.status = '{source}' AND NEW.status IN ({', '.join(repr(t) for t in targets)}))"
        for source, targets in LEGAL_MOVES.items()
    )
    return f"NEW.status <> OLD.status AND NOT ({legal})"


def locked_with_statement(table: str, extra: str = "1 = 1", follows: str = "1 = 0") -> list[Rule]:
    """Rows that belong to a statement change only while it is on the desk, or as it ``follows``
    its words to a corrected text."""
    rules = []
    for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
        condition, ids = extra.replace("ROW.", f"{row}."), f"{row}.statement_id"
        if event == "UPDATE":  # a row may not move away from such a statement either
            condition = f"({condition} OR {extra.replace('ROW.', 'OLD.')})"
            condition += f" AND NOT ({follows})"
            ids = "NEW.statement_id, OLD.statement_id"
        rules.append(
            Rule(
                f"{table}_{event.lower()}_on_desk",
                table,
                event,
                "A statement that is not on the desk cannot be changed: revise it first.",
                f"{condition} AND EXISTS (SELECT 1 FROM archive_statement s "  # noqa: S608
                f"WHERE s.id IN ({ids}) "
                "AND s.status NOT IN ('draft', 'in_review', 'returned'))",
            )
        )
    return [kept(table), never_replaced(table), *rules]


RULES: list[Rule] = [
    *frozen("archive_statementeditor", "The list of editors"),
    never_replaced("archive_statementeditor", ("statement_id", "version", "user_id")),
    never_replaced(STATEMENT, ("client_key",)),
    kept(STATEMENT, STATEMENT_KEPT),
    *frozen(STATEMENT, "A statement", events=("DELETE",)),
    Rule(
        "statement_begins_as_draft", STATEMENT, "INSERT",
        "A statement begins as a draft.", "NEW.status <> 'draft' OR NEW.version <> 1",
    ),
    Rule(
        "statement_anchor_on_insert", STATEMENT, "INSERT",
        "The words are not at that place of the text.", ANCHOR_BROKEN,
    ),
    Rule(
        "statement_anchor_on_update", STATEMENT, "UPDATE",
        "The words are not at that place of the text.",
        f"({changed(('article_id', 'text_id', 'start', 'end', 'exact'))}) AND {ANCHOR_BROKEN}",
    ),
    Rule(
        "statement_key_of_its_words", STATEMENT, "UPDATE",
        "The key to the words of a statement changes with them.",
        "NEW.words_key <> OLD.words_key AND NEW.exact = OLD.exact",
    ),
    Rule(
        "statement_moves_legally", STATEMENT, "UPDATE",
        "This move is not in the workflow.", illegal_move(),
    ),
    Rule(
        "statement_version_counts", STATEMENT, "UPDATE",
        "Every change of a statement counts as a new version.",
        f"(NEW.status <> OLD.status OR {changed(STATEMENT_CONTENT)}) "
        "AND NEW.version <> OLD.version + 1 OR NEW.version NOT IN (OLD.version, OLD.version + 1)",
    ),
    Rule(
        "statement_submitter_kept", STATEMENT, "UPDATE",
        "Who submitted a statement is written when it is submitted.",
        "NEW.submitted_by_id IS DIFFERENT FROM OLD.submitted_by_id "
        "AND NOT (NEW.status = 'in_review' AND OLD.status <> 'in_review')",
    ),
    Rule(
        "statement_locked_off_desk", STATEMENT, "UPDATE",
        "A statement that is not on the desk cannot be changed: revise it first.",
        f"({changed(STATEMENT_CONTENT)}) AND (NEW.status <> OLD.status "
        f"OR OLD.status NOT IN ('draft', 'in_review', 'returned')) AND NOT ({FOLLOWS_ITS_WORDS})",
    ),
    Rule(
        "statement_published_with_edition", STATEMENT, "UPDATE",
        "A statement is published by an edition of the version that was read.",
        "NEW.status = 'published' AND OLD.status <> 'published' AND NOT EXISTS "
        "(SELECT 1 FROM archive_edition e WHERE e.statement_id = NEW.id "
        "AND e.state = 'current' AND e.statement_version = OLD.version "
        "AND (SELECT COUNT(*) FROM archive_editiontarget t WHERE t.edition_id = e.id) = "
        "(SELECT COUNT(*) FROM archive_statementtarget t WHERE t.statement_id = NEW.id) "
        "AND (SELECT COUNT(*) FROM archive_editiontopic t WHERE t.edition_id = e.id) = "
        "(SELECT COUNT(*) FROM archive_statement_topics t WHERE t.statement_id = NEW.id))",
    ),
    Rule(
        "statement_retracted_with_edition", STATEMENT, "UPDATE",
        "A statement is retracted with its edition.",
        "NEW.status = 'retracted' AND OLD.status <> 'retracted' AND (EXISTS "
        "(SELECT 1 FROM archive_edition e WHERE e.statement_id = NEW.id AND e.state = 'current') "
        "OR NOT EXISTS (SELECT 1 FROM archive_edition e "
        "WHERE e.statement_id = NEW.id AND e.state IN ('retracted', 'removed')))",
    ),
    Rule(
        "statement_in_print_not_rejected", STATEMENT, "UPDATE",
        "A statement whose edition the public reads is not rejected.",
        "NEW.status = 'rejected' AND OLD.status <> 'rejected' AND EXISTS "
        "(SELECT 1 FROM archive_edition e WHERE e.statement_id = NEW.id AND e.state = 'current')",
    ),
    Rule(
        "statement_digest_of_submission", STATEMENT, "UPDATE",
        "What was submitted is noted when it is submitted.",
        "NEW.content_sha256 <> OLD.content_sha256 AND (NEW.status <> 'in_review' "
        # An edit in review empties it with the new version, and notes it once its rows are written.
        "OR (OLD.status = 'in_review' AND OLD.content_sha256 <> '' "
        "AND (NEW.version = OLD.version OR NEW.content_sha256 <> '')))",
    ),
    Rule("statement_editor_on_insert", STATEMENT, "INSERT", then=RECORD_EDITOR),
    Rule(
        "statement_editor_on_update", STATEMENT, "UPDATE",
        broken="NEW.version <> OLD.version AND NEW.status = OLD.status", then=RECORD_EDITOR,
    ),
    *locked_with_statement("archive_statementtarget", follows=FOLLOWS_ITS_STATEMENT),
    *locked_with_statement("archive_statement_topics"),
    *locked_with_statement("archive_annotation", extra="ROW.visibility = 'public'"),
]  # fmt: skip
