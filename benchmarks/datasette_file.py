"""The current editions of an archive on SQLite as one flat table, as datasette serves it best."""

import json
import sqlite3
import subprocess
from pathlib import Path
from typing import Final

PAGE_SIZE: Final = 20
FACETS: Final = ("speaker", "outlet", "topic", "year")
TABLE: Final = """
CREATE TABLE statements (
    id INTEGER PRIMARY KEY, sort_key INTEGER NOT NULL, words TEXT, speaker TEXT, speaker_role TEXT,
    targets TEXT, topic TEXT, outlet TEXT, title TEXT, kind TEXT, place TEXT, said_on TEXT,
    printed_on TEXT, year INTEGER, address TEXT
)"""
ROWS: Final = """
INSERT INTO statements
SELECT e.statement_id, e.sort_key, e.exact, e.speaker_name, e.speaker_role,
    (SELECT group_concat(t.name, ', ') FROM archive.archive_editiontarget t
     WHERE t.edition_id = e.id),
    (SELECT p.name FROM archive.archive_editiontopic p WHERE p.edition_id = e.id
     ORDER BY p.id LIMIT 1),
    e.outlet_name, e.title, e.kind, e.place, e.said_on, e.published,
    CAST(substr(coalesce(nullif(e.said_on, ''), e.published), 1, 4) AS INTEGER), e.url
FROM archive.archive_edition e WHERE e.state = 'current' ORDER BY e.statement_id"""
AFTER: Final = (
    "CREATE UNIQUE INDEX statements_sort_key ON statements (sort_key)",
    *(f"CREATE INDEX statements_{name} ON statements ({name}, sort_key)" for name in FACETS),
    "CREATE VIRTUAL TABLE statements_fts USING fts5 (words, speaker, targets, title, "
    "content='statements', content_rowid='id', tokenize='unicode61 remove_diacritics 2')",
    "INSERT INTO statements_fts (rowid, words, speaker, targets, title) "
    "SELECT id, words, speaker, targets, title FROM statements",
    "INSERT INTO statements_fts (statements_fts) VALUES ('optimize')",
    "ANALYZE",
)
METADATA: Final = {
    "databases": {
        "public": {
            "tables": {
                "statements": {
                    "sort_desc": "sort_key", "facets": list(FACETS), "size": PAGE_SIZE,
                    "fts_table": "statements_fts", "fts_pk": "id",
                }
            }
        }
    }
}  # fmt: skip
# Enough time for every count and facet; no proposals of other facets, which Propos has not.
SETTINGS: Final = {
    "default_page_size": PAGE_SIZE, "sql_time_limit_ms": 20_000, "facet_time_limit_ms": 20_000,
    "suggest_facets": "off",
}  # fmt: skip


def export(archive: Path, folder: Path) -> Path:
    """The file of datasette, made unless it is there."""
    made, beside = folder / "public.db", folder / "public.part"
    if made.exists():
        return made
    folder.mkdir(parents=True, exist_ok=True)
    beside.unlink(missing_ok=True)
    database = sqlite3.connect(beside)
    database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
    database.execute("ATTACH ? AS archive", [str(archive)])
    for sql in (TABLE, ROWS, *AFTER):
        database.execute(sql)
    database.commit()
    database.close()
    beside.rename(made)
    return made


def command(python: Path, folder: Path, port: int) -> list[str]:
    """Serves the file as one that nobody changes: datasette then counts the table only once."""
    datasette = [str(python), "-m", "datasette"]
    counts, metadata = folder / "counts.json", folder / "metadata.json"
    metadata.write_text(json.dumps(METADATA))
    # The interpreter is the one given on the command line.
    subprocess.run(  # noqa: S603
        [*datasette, "inspect", str(folder / "public.db"), "--inspect-file", str(counts)],
        check=True,
    )
    chosen = [word for name, value in SETTINGS.items() for word in ("--setting", name, str(value))]
    return [
        *datasette, "serve", "--immutable", str(folder / "public.db"), "--inspect-file",
        str(counts), "--metadata", str(metadata), "--host", "127.0.0.1", "--port", str(port),
        *chosen,
    ]  # fmt: skip
