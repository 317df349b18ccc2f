"""Races: several processes that are told to act on one archive at the same moment."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests import processes

HEAD_START = 0.004  # seconds from the order to the moment, for every process to have read it
PATIENCE = 10  # times the rounds wanted, before the machine is too busy to race on


@dataclass(frozen=True)
class Answer:
    """What came of one act."""

    value: Any
    failure: str
    words: str
    began: float
    ended: float

    @property
    def is_done(self) -> bool:
        return not self.failure


@dataclass
class Racers:
    """Processes with a connection of their own each, started once for many rounds."""

    program: str = "tests.racer"  # the module that each of them runs
    running: list[subprocess.Popen[str]] = field(default_factory=list)
    wanted: int = 1  # rounds; half of them are to be races
    rounds: int = 0
    overlapping: int = 0

    def start(self, number: int, **variables: str) -> None:
        for _ in range(number):
            self.running.append(
                subprocess.Popen(
                    [sys.executable, "-m", self.program],
                    env=processes.variables(DJANGO_SETTINGS_MODULE="config.settings", **variables),
                    cwd=processes.REPOSITORY,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    encoding="utf-8",
                )
            )
        for process in self.running:
            assert json.loads(process.stdout.readline()) == "ready"

    def close(self) -> None:
        for process in self.running:
            process.stdin.close()
            process.wait(timeout=30)

    def begin_anew(self) -> None:
        self.wanted, self.rounds, self.overlapping = 1, 0, 0

    @property
    def did_race(self) -> bool:
        """Whether half of the rounds wanted overlapped: else nothing was shown of races."""
        return 2 * self.overlapping >= self.wanted

    def turns(self, wanted: int) -> Iterator[int]:
        """Counts rounds, in each of which the caller races once: as many as are wanted and, as a
        busy machine runs some of them one act after the other, more until ``did_race``."""
        self.wanted = wanted
        turn = 0
        while turn < wanted or not self.did_race:
            assert turn < PATIENCE * wanted, f"{self.overlapping} of {turn} rounds overlapped"
            yield turn
            turn += 1

    def over(self, name: str, wanted: int, *, ahead: int | None = None, **given: Any) -> Iterator:
        """What each of these turns is about, which the act ``name`` prepares: for all the turns
        wanted before the first, or for so many ``ahead`` at a time."""
        ready: list[Any] = []
        for turn in self.turns(wanted):
            ready = ready or self.do(name, number=ahead or max(wanted - turn, 1), **given)
            yield ready.pop(0)

    def race(
        self, *acts: tuple[str, dict[str, Any]], after: tuple[float, ...] = ()
    ) -> list[Answer]:
        """Lets each process do one act, all at the same moment; ``after`` holds some back, in
        seconds."""
        moment = time.monotonic() + HEAD_START
        late = [*after, *[0.0] * len(acts)]
        chosen = self.running[: len(acts)]
        for process, (name, given), wait in zip(chosen, acts, late, strict=False):
            send(process, {"act": name, "given": given, "at": moment + wait})
        answers = [read_answer(process) for process in chosen]
        self.rounds += 1
        self.overlapping += max(a.began for a in answers) < min(a.ended for a in answers)
        return answers

    def do(self, name: str, **given: Any) -> Any:
        """One act by the first process, at once; it must succeed."""
        first = self.running[0]
        send(first, {"act": name, "given": given, "at": 0})
        answer = read_answer(first)
        assert answer.is_done, f"{answer.failure}: {answer.words}"
        return answer.value

    def rows(self, query: str) -> list[list[Any]]:
        return self.do("rows", query=query)


@contextmanager
def started(
    blocker: Any, number: int, program: str = "tests.racer", **environment: str
) -> Iterator[Racers]:
    """So many racers over the database of the tests, for as long as a module needs them.

    ``blocker`` is pytest-django's, which keeps a fixture of a module from the database.
    """
    with blocker.unblock():
        url = processes.address_of_the_tests()
    racers = Racers(program)
    racers.start(number, DATABASE_URL=url, **environment)
    yield racers
    racers.close()


def send(process: subprocess.Popen[str], order: dict[str, Any]) -> None:
    process.stdin.write(json.dumps(order) + "\n")
    process.stdin.flush()


def read_answer(process: subprocess.Popen[str]) -> Answer:
    said = json.loads(process.stdout.readline())
    return Answer(
        said.get("value"), said.get("failure", ""), said.get("words", ""),
        said["began"], said["ended"],
    )  # fmt: skip
