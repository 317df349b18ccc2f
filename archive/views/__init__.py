"""The public pages: what was approved, in its current edition, and nothing else of the archive."""

from archive.views.articles import ArticleListPage, ArticlePage
from archive.views.errors import (
    bad_request,
    csrf_failure,
    page_not_found,
    permission_denied,
    server_error,
)
from archive.views.home import AboutPage, HomePage
from archive.views.pairs import MapPage, PairPage
from archive.views.people import PersonListPage, PersonNames
from archive.views.person import PersonPage
from archive.views.statement_list import StatementListPage
from archive.views.statements import EditionPage, StatementPage

__all__ = [
    "AboutPage",
    "ArticleListPage",
    "ArticlePage",
    "EditionPage",
    "HomePage",
    "MapPage",
    "PairPage",
    "PersonListPage",
    "PersonNames",
    "PersonPage",
    "StatementListPage",
    "StatementPage",
    "bad_request",
    "csrf_failure",
    "page_not_found",
    "permission_denied",
    "server_error",
]
