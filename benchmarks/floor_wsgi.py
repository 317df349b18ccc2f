"""Propos as gunicorn serves it, with the two addresses of ``benchmarks.floor`` beside its own.

With PAGES_MADE in the environment no page is kept in memory: each is made as for its first reader.
"""

import os

from django.conf import settings

from config.wsgi import application

settings.ROOT_URLCONF = "benchmarks.floor"
if os.environ.get("PAGES_MADE"):
    settings.CACHES["pages"]["BACKEND"] = "django.core.cache.backends.dummy.DummyCache"

__all__ = ["application"]
