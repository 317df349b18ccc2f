"""Django settings of Propos, read from the environment alone (README.md lists the variables).

Nothing needs to be set for development. In production a missing or wrong value stops the start
with a sentence that names it.
"""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import environment
from config.databases import database_from_url

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

DEBUG = environment.switch("DEBUG", default=True)

if DEBUG:
    SECRET_KEY = environment.text("SECRET_KEY", "django-insecure-for-development-on-this-machine")
    ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
else:
    SECRET_KEY = environment.required(
        "SECRET_KEY",
        "production needs 50 random characters or more that nobody else knows.",
        environment.is_strong_key,
    )
    ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", [])
    if not ALLOWED_HOSTS or any("*" in host or "/" in host for host in ALLOWED_HOSTS):
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS must name the hosts this archive answers to, separated by commas and "
            "without a scheme; '*' is not accepted."
        )
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS", [])
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS", [])
for origin in CSRF_TRUSTED_ORIGINS:
    if not origin.startswith(("https://", "http://")):
        raise ImproperlyConfigured(
            f"CSRF_TRUSTED_ORIGINS must hold addresses with their scheme, not {origin!r}."
        )

INSTALLED_APPS = [
    "archive.apps.ArchiveConfig",
    "archive.apps.ProposAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",  # its templates, for the form renderer below
    "django_filters",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "archive.middleware.LanguageFromPathMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "archive.middleware.BadTextMiddleware",
    "archive.middleware.BusyDatabaseMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
# Templates of the project stand before Django's own, the admin's and the form widgets' included.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": database_from_url(
        environment.text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'archive.sqlite3'}")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "archive" / "locale"]
TIME_ZONE = environment.time_zone("TIME_ZONE", "Europe/Paris")
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(environment.text("STATIC_ROOT", str(BASE_DIR / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # Hashed and compressed names need collectstatic: production only.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "config.staticfiles.HashedFiles"
    },
}

# In development files are found where they lie, even when the demonstration hides debug pages.
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

# One policy for the public pages and the admin: nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "archive.views.csrf_failure"
if not DEBUG:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = environment.number(
        "HSTS_SECONDS", 365 * 24 * 3600, least=3600, most=10 * 365 * 24 * 3600
    )
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    if environment.switch("SECURE_PROXY", default=False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {
        "handlers": ["console"],
        "level": environment.choice(
            "LOG_LEVEL", "WARNING", ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]
        ),
    },
}

# --- The archive's own -----------------------------------------------------------------------

# How much of an article that is not free the public may see (courte citation, CPI L122-5):
# characters of one statement, share and total of the article, the short context counted in.
EXCERPT_STATEMENT_MAX = environment.number("EXCERPT_STATEMENT_MAX", 1000, least=1, most=100_000)
EXCERPT_SHARE_MAX = environment.number("EXCERPT_SHARE_MAX", 0.25, least=0.0, most=1.0)
EXCERPT_TOTAL_MAX = environment.number("EXCERPT_TOTAL_MAX", 2500, least=1, most=1_000_000)
EXCERPT_RECENT_TOTAL_MAX = environment.number(
    "EXCERPT_RECENT_TOTAL_MAX", 1500, least=1, most=1_000_000
)
REVIEW_LATE_DAYS = environment.number("REVIEW_LATE_DAYS", 7, least=1, most=365)

# A rule of the detector is folded away at the desk when editors kept less than this share of what
# it proposed, once they have decided on so many of its suggestions.
SUGGESTION_FOLD_BELOW = environment.number("SUGGESTION_FOLD_BELOW", 0.5, least=0.0, most=1.0)
SUGGESTION_FOLD_LEAST = environment.number("SUGGESTION_FOLD_LEAST", 20, least=1, most=100_000)
# The longest text that is searched for quotations, in code points: about two seconds of work.
SUGGESTION_TEXT_MAX = environment.number("SUGGESTION_TEXT_MAX", 200_000, least=1, most=10_000_000)

# The largest file the importers open, in bytes.
IMPORT_MAX_BYTES = environment.number(
    "IMPORT_MAX_BYTES", 10 * 1024 * 1024, least=1024, most=1024**3
)

# Where readers write to for a correction or a reply; the pages say so when there is none.
CONTACT_EMAIL = environment.email_address("CONTACT_EMAIL")

# Statements a page of a public list shows.
PAGE_SIZE = 20
