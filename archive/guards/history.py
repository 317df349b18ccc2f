"""The rules of what is kept for ever: texts, articles, and history itself."""

from archive.guards.rule import Key, Rule, frozen, never_replaced, never_replaced_by_update

EVENT = "archive_event"
# The row before a new one is the last there is, whoever writes it.
NOT_LINKED = (
    "NEW.previous_sha256 IS DIFFERENT FROM COALESCE("
    "(SELECT e.sha256 FROM archive_event e ORDER BY e.id DESC LIMIT 1), '') "
    "OR NEW.id > 0 AND NEW.id <= COALESCE((SELECT MAX(e.id) FROM archive_event e), 0)"
)

# IS is an equality in which nothing equals nothing; these rules are SQLite's alone.
ARTICLE = "archive_article"
ARTICLE_KEYS: tuple[Key, ...] = (
    "o.url = NEW.url AND NEW.url <> ''",
    "o.source_sha256 = NEW.source_sha256 AND o.outlet_id IS NEW.outlet_id",
)

RULES: list[Rule] = [
    *frozen("archive_articletext", "The text of an article"),
    never_replaced("archive_articletext", ("article_id", "number")),
    *frozen(EVENT, "History"),
    never_replaced(EVENT, ("sha256",), ("previous_sha256",)),
    Rule("event_linked", EVENT, "INSERT", "History is only ever continued at its end.", NOT_LINKED),
    *frozen(ARTICLE, "An article", events=("DELETE",)),
    never_replaced(ARTICLE, *ARTICLE_KEYS),
    never_replaced_by_update(ARTICLE, *ARTICLE_KEYS),
]  # fmt: skip
