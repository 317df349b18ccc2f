"""WSGI entry point. Served by a real server, the archive is in production unless told otherwise:
``DEBUG`` unset means 0 here, and the secret key and the hosts must then be given."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DEBUG", "0")

application = get_wsgi_application()
