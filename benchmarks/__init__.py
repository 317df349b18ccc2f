"""What is measured, and the commands that measure it: ``python -m benchmarks.NAME``.

Each works on the database that DATABASE_URL names.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402  only now are they read

settings.DEBUG = False  # Django would keep every query
