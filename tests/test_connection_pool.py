"""The connection that the tests themselves use is the one that a running archive has."""

import pytest
from django.db import connection, transaction


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no pool")
def test_the_running_postgresql_connection_comes_from_the_pool(db):
    with transaction.atomic():
        assert connection.pool.get_stats()["pool_size"] >= 1
