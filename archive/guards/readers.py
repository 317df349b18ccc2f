"""The rules that note each change of what a reader may be shown, so that a page kept by a cache can
be told from a newer one without making either.

A transaction on PostgreSQL notes its changes in a row of its own connection, once a statement:
nobody waits for another's, a thousand rows cost what one does, and a number that was read says
that what it counts was committed.
"""

from archive.guards.rule import POSTGRESQL, SQLITE, Rule

VERSION = "archive_publicversion"
ROW = {SQLITE: "0", POSTGRESQL: "pg_backend_pid() % 4096"}
EVERY = ("INSERT", "UPDATE", "DELETE")

# What pages show beside editions and what is counted of them, and when a change of it counts.
SHOWN = {
    "archive_edition": ("INSERT", "UPDATE"),
    "archive_person": ("UPDATE",),
    "archive_personname": EVERY,
    "archive_identifier": EVERY,
    "archive_outlet": ("UPDATE",),
    "archive_topic": ("UPDATE",),
    "archive_article": ("UPDATE",),
    "archive_articletext": ("INSERT",),
    "archive_editorprofile": EVERY,
    "archive_coveragetally": EVERY,
    "archive_facettally": EVERY,
}
# Whether a change of what is in print is under review is the one thing told of a statement.
UNDER_REVIEW = (
    "NEW.status IS DIFFERENT FROM OLD.status AND EXISTS (SELECT 1 FROM archive_edition e "
    "WHERE e.statement_id = NEW.id AND e.state = 'current')"
)


def noted(vendor: str) -> str:
    return (
        f"INSERT INTO {VERSION} (id, changes) VALUES ({ROW[vendor]}, 1) "  # noqa: S608
        f"ON CONFLICT (id) DO UPDATE SET changes = {VERSION}.changes + 1"
    )


def rules_of(vendor: str) -> list[Rule]:
    then = noted(vendor)
    return [
        Rule(
            f"readers_{table.removeprefix('archive_')}_{event.lower()}", table, event,
            then=then, vendor=vendor, writes=VERSION, once=True,
        )
        for table, events in SHOWN.items() for event in events
    ] + [
        Rule("readers_statement_update", "archive_statement", "UPDATE", broken=UNDER_REVIEW,
             then=then, vendor=vendor, writes=VERSION)
    ]  # fmt: skip


RULES: list[Rule] = [rule for vendor in (SQLITE, POSTGRESQL) for rule in rules_of(vendor)]
