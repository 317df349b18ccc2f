"""Reads the table of permissions: its rows spelt out, one expected answer a role and method."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from tests.permissions import ANSWERS, TABLE

METHODS = ("GET", "POST", "DELETE")
NOBODY = ("visitor", "inactive", "outsider")
# A page that takes no method but its own says so before it asks who comes.
NEWCOMER = {"read": "barred", "change": "closed", "nothing": "closed",
            "act": "not-act", "in-vain": "not-act", "passed": "not-act", "sent-on": "not-act",
            "compute": "not-act"}  # fmt: skip
EVERYBODY = (*NOBODY, "newcomer", "contributor", "reviewer", "chief", "superuser")


@dataclass(frozen=True, slots=True)
class Row:
    """One address and one record, with the word of the table for each role."""

    address: str
    record: str
    words: dict[str, str]
    is_first: bool  # of those that one line of the table stands for

    @property
    def name(self) -> str:
        """The address as the resolver names it, without what the table adds to it."""
        return self.address if "<" in self.address else self.address.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Case:
    """One request and the answer it is to have."""

    address: str
    record: str
    role: str
    method: str
    expected: str

    def __str__(self) -> str:
        return f"{self.method} {self.address} ({self.record}) as {self.role}"


def rows_of(table: str) -> Iterator[Row]:
    """The rows of one table, braces spelt out; an indented line goes on with the row above."""
    header, *lines = table.strip().splitlines()
    columns = re.split(r"  +", header)[2:]
    for line in re.split(r"\n(?! )", "\n".join(lines)):
        address, record, *words = re.split(r"\s\s+", line)
        assert len(words) == len(columns), f"this row has not one cell a column: {line}"
        by_role = words_by_role(dict(zip(columns, words, strict=True)))
        for number, pair in enumerate(product(spelt_out(address), spelt_out(record))):
            yield Row(*pair, by_role, is_first=number == 0)


def spelt_out(written: str) -> list[str]:
    """Every way to read "{a,b} {c,d}"."""
    found = re.search(r"\{([^}]*)\}", written)
    if not found:
        return [written]
    before, after = written[: found.start()], written[found.end() :]
    return [way for one in found[1].split(",") for way in spelt_out(f"{before}{one}{after}")]


def words_by_role(words: dict[str, str]) -> dict[str, str]:
    if "everybody" in words:
        return dict.fromkeys(EVERYBODY, words["everybody"])
    words = {"newcomer": NEWCOMER.get(words["superuser"], "403"), **words}
    nobody = words.get("nobody", "login")
    return {role: words.get(role, nobody) for role in EVERYBODY}


def cases_of(part: str) -> list[Case]:
    """Every request that a part of the table speaks of. A visitor has nothing of their own."""
    return [
        Case(row.address, row.record, role, method, expected)
        for row in rows_of(TABLE[part])
        for role, word in row.words.items()
        if not (role == "visitor" and row.record.startswith("own "))
        for method, expected in zip(METHODS, ANSWERS[word], strict=True)
        if row.is_first or method != "DELETE"
    ]
