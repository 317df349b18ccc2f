"""Propos as gunicorn serves it, with the two addresses of ``benchmarks.floor`` beside its own."""

from django.conf import settings

from config.wsgi import application

settings.ROOT_URLCONF = "benchmarks.floor"

__all__ = ["application"]
