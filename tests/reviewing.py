"""The review desk as a browser asks for it."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from archive.models import Event, Reservation, Statement
from tests import makers


def desk(**asked: Any) -> str:
    """The address of the review desk for these filters."""
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{reverse('admin:review-desk')}{f'?{query}' if query else ''}"


def rows(client: Client, **asked: Any) -> list[Any]:
    answer = client.get(desk(**asked))
    assert answer.status_code == 200
    return answer.context["rows"]


def listed(client: Client, **asked: Any) -> list[int]:
    return [row.statement.pk for row in rows(client, **asked)]


def row_of(client: Client, statement: Statement, **asked: Any) -> Any:
    return next(row for row in rows(client, **asked) if row.statement == statement)


def move_page(statement: Statement, name: str = "approve", query: str = "") -> str:
    return f"{reverse('admin:archive_statement_move', args=[statement.pk, name])}{query}"


def act(client: Client, name: str, statement: Statement, query: str = "", **given: Any) -> Any:
    """Posts to one of the desk's addresses about a statement: review-take, review-priority …"""
    return client.post(f"{reverse(f'admin:{name}', args=[statement.pk])}{query}", given)


def decide(client: Client, statement: Statement, name: str, query: str = "", **given: Any) -> Any:
    version = given.pop("version", None) or fresh(statement).version
    return client.post(move_page(statement, name, query), {"version": version, **given})


def fresh(statement: Statement) -> Statement:
    return Statement.objects.get(pk=statement.pk)


def submitted_days_ago(statement: Statement, days: int) -> Statement:
    """As if it had been submitted so many days ago; it is no part of a version."""
    at = timezone.now() - timedelta(days=days)
    Statement.objects.filter(pk=statement.pk).update(submitted_at=at)
    return fresh(statement)


def taken(statement: Statement, user: Any, *, minutes_ago: int = 0) -> Reservation:
    at = timezone.now() - timedelta(minutes=minutes_ago)
    return Reservation.objects.create(statement=statement, user=user, taken_at=at)


def returned(statement: Statement, *, category: str = "words", reason: str = "À revoir.") -> Any:
    return makers.move(statement, "return", makers.rui(), category=category, reason=reason)


def acts(statement: Statement, verb: str) -> int:
    return Event.objects.of(statement).filter(verb=verb).count()
