"""The rules that count articles by outlet, month and reading, in print or not.

Articles come and change in many ways (imports, the desk, a command), and each is counted where it
is written. What is counted never stands in the way of what counts: a number that is wrong stops
at nothing, and ``check_archive`` tells it.
"""

from archive.guards.rule import POSTGRESQL, SQLITE, Rule, changed

ARTICLE = "archive_article"
IN_PRINT = "archive_articleinprint"
COVERAGE = "archive_coveragetally"
KEY = "outlet_number, month, reading, is_in_print"
# Two articles that change places between two outlets would wait for each other's row: on
# PostgreSQL one transaction at a time counts articles ("Cove").
LOCK = "PERFORM pg_advisory_xact_lock(1131378277)"
MONTH = {
    SQLITE: "COALESCE(substr({0}.published_from, 1, 7), '')",
    POSTGRESQL: "COALESCE(to_char({0}.published_from, 'YYYY-MM'), '')",
}
IS_IN_PRINT = f"EXISTS (SELECT 1 FROM {IN_PRINT} i WHERE i.article_id = NEW.id)"  # noqa: S608


def values(row: str, in_print: str, vendor: str) -> tuple[str, str, str, str]:
    """The key of the row that counts this article."""
    month = MONTH[vendor].format(row)
    return f"COALESCE({row}.outlet_id, 0)", month, f"{row}.reading", in_print


def more(row: str, in_print: str, vendor: str, source: str = "") -> str:
    """One article more; the ``source`` names the row where it is not OLD or NEW."""
    return (
        f"INSERT INTO {COVERAGE} ({KEY}, articles) "
        f"SELECT {', '.join(values(row, in_print, vendor))}, 1 {source or 'WHERE 1 = 1'} "
        f"ON CONFLICT ({KEY}) DO UPDATE SET articles = {COVERAGE}.articles + 1"
    )


def less(row: str, in_print: str, vendor: str, source: str = "") -> str:
    """One article less, in a row that counts some. Column by column: PostgreSQL looks up no index
    for a row that equals what is selected."""
    is_it = " AND ".join(
        f"{COVERAGE}.{column} = {value}"
        for column, value in zip(KEY.split(", "), values(row, in_print, vendor), strict=True)
    )
    found = f"{source} AND" if source else "WHERE"
    return f"UPDATE {COVERAGE} SET articles = articles - 1 {found} {is_it} AND articles > 0"  # noqa: S608


def of_article(row: str) -> str:
    return f"FROM {ARTICLE} a WHERE a.id = {row}.article_id"


# PostgreSQL's, for all the articles ``a`` that a statement moved: the number of an outlet and a
# month is looked for once, not as often as articles came.


def more_at_once(in_print: str, source: str) -> str:
    keys = ", ".join(values("a", in_print, POSTGRESQL))
    return (
        f"INSERT INTO {COVERAGE} ({KEY}, articles) SELECT {keys}, count(*) {source} "
        f"GROUP BY 1, 2, 3, 4 ON CONFLICT ({KEY}) "
        f"DO UPDATE SET articles = {COVERAGE}.articles + excluded.articles"
    )


def less_at_once(in_print: str, source: str) -> str:
    keys = ", ".join(values("a", in_print, POSTGRESQL))
    is_it = " AND ".join(f"{COVERAGE}.{name} = gone.{name}" for name in KEY.split(", "))
    return (
        f"UPDATE {COVERAGE} SET articles = GREATEST({COVERAGE}.articles - gone.articles, 0) "  # noqa: S608
        f"FROM (SELECT {keys}, count(*) {source} GROUP BY 1, 2, 3, 4) gone ({KEY}, articles) "
        f"WHERE {is_it}"
    )


def rule(
    name: str, table: str, event: str, vendor: str, *acts: str, broken: str = "", once: bool = False
) -> Rule:
    before = (LOCK,) if vendor == POSTGRESQL else ()
    return Rule(
        f"coverage_{name}", table, event, broken=broken or "1 = 1",
        then="; ".join((*before, *acts)), vendor=vendor, once=once, reads_moved=once,
    )  # fmt: skip


def rule_of_changes(vendor: str) -> Rule:
    return rule(
        "article_changed", ARTICLE, "UPDATE", vendor,
        less("OLD", IS_IN_PRINT, vendor), more("NEW", IS_IN_PRINT, vendor),
        broken=changed(("outlet_id", "published_from", "reading")),
    )  # fmt: skip


def rules_of_sqlite() -> list[Rule]:
    return [
        rule("article_added", ARTICLE, "INSERT", SQLITE, more("NEW", IS_IN_PRINT, SQLITE)),
        rule(
            "article_gone", ARTICLE, "DELETE", SQLITE,
            less("OLD", IS_IN_PRINT.replace("NEW", "OLD"), SQLITE),
        ),
        rule(
            "article_printed", IN_PRINT, "INSERT", SQLITE,
            less("a", "FALSE", SQLITE, of_article("NEW")),
            more("a", "TRUE", SQLITE, of_article("NEW")),
        ),
        rule(
            "article_withdrawn", IN_PRINT, "DELETE", SQLITE,
            less("a", "TRUE", SQLITE, of_article("OLD")),
            more("a", "FALSE", SQLITE, of_article("OLD")),
        ),
    ]  # fmt: skip


def rules_of_postgresql() -> list[Rule]:
    is_in_print = IS_IN_PRINT.replace("NEW.id", "a.id")
    articles = "FROM moved a"
    in_print = f"FROM moved JOIN {ARTICLE} a ON a.id = moved.article_id"
    return [
        rule(name, table, event, POSTGRESQL, *acts, once=True)
        for name, table, event, acts in (
            ("article_added", ARTICLE, "INSERT", [more_at_once(is_in_print, articles)]),
            ("article_gone", ARTICLE, "DELETE", [less_at_once(is_in_print, articles)]),
            ("article_printed", IN_PRINT, "INSERT",
             [less_at_once("FALSE", in_print), more_at_once("TRUE", in_print)]),
            ("article_withdrawn", IN_PRINT, "DELETE",
             [less_at_once("TRUE", in_print), more_at_once("FALSE", in_print)]),
        )
    ]  # fmt: skip


RULES: list[Rule] = [
    *rules_of_sqlite(), *rules_of_postgresql(),
    rule_of_changes(SQLITE), rule_of_changes(POSTGRESQL),
]  # fmt: skip
