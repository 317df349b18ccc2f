"""The public pages: what was approved, in its current edition, and nothing else of the archive."""

from archive.views.articles import ArticleListPage, ArticlePage
from archive.views.coverage import CoveragePage
from archive.views.errors import (
    bad_request,
    csrf_failure,
    page_not_found,
    permission_denied,
    server_error,
)
from archive.views.home import HomePage
from archive.views.outlets import OutletListPage, OutletPage
from archive.views.pairs import MapPage, PairPage
from archive.views.people import PersonListPage, PersonNames
from archive.views.person import PersonPage
from archive.views.policies import AboutPage, PolicyPage
from archive.views.statement_list import StatementListPage
from archive.views.statements import EditionPage, StatementPage
from archive.views.topics import TopicListPage, TopicPage

__all__ = [
    "AboutPage",
    "ArticleListPage",
    "ArticlePage",
    "CoveragePage",
    "EditionPage",
    "HomePage",
    "MapPage",
    "OutletListPage",
    "OutletPage",
    "PairPage",
    "PersonListPage",
    "PersonNames",
    "PersonPage",
    "PolicyPage",
    "StatementListPage",
    "StatementPage",
    "TopicListPage",
    "TopicPage",
    "bad_request",
    "csrf_failure",
    "page_not_found",
    "permission_denied",
    "server_error",
]
