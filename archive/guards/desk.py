"""The rules of what editors say to each other: it stays as it was said."""

from archive.guards.rule import Rule, frozen, never_replaced

COMMENT = "archive_comment"
OVERRIDE = "archive_excerptoverride"

RULES: list[Rule] = [
    *frozen(COMMENT, "A comment"),
    never_replaced(COMMENT, ("client_key",)),
    *frozen(OVERRIDE, "What a chief editor allowed"),
    never_replaced(OVERRIDE),
]  # fmt: skip
