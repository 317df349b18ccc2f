"""The records of the archive, one module a noun."""

from archive.models.act import Act, Presence
from archive.models.annotation import Annotation
from archive.models.article import Article, ArticleText
from archive.models.desk import (
    Comment,
    EditorProfile,
    ExcerptOverride,
    FormReceipt,
    Notice,
    Reservation,
)
from archive.models.edition import Edition
from archive.models.edition_links import EditionTarget, EditionTopic
from archive.models.event import Event
from archive.models.imports import ImportedFile, ImportRun
from archive.models.merge import PersonDistinction, PersonMerge
from archive.models.outlet import Outlet
from archive.models.person import FormerSlug, Identifier, Person, PersonName, Role
from archive.models.public_version import PublicVersion
from archive.models.search_entry import Lexeme, SearchEntry
from archive.models.statement import Statement, StatementEditor, StatementTarget
from archive.models.suggestion import DetectorReading, Suggestion, SuggestionTarget
from archive.models.tallies import (
    ArticleInPrint,
    CoverageTally,
    FacetTally,
    NameKey,
    PairTally,
    PersonInPrint,
    PersonTally,
)
from archive.models.topic import Topic

__all__ = [
    "Act",
    "Annotation",
    "Article",
    "ArticleInPrint",
    "ArticleText",
    "Comment",
    "CoverageTally",
    "DetectorReading",
    "Edition",
    "EditionTarget",
    "EditionTopic",
    "EditorProfile",
    "Event",
    "ExcerptOverride",
    "FacetTally",
    "FormReceipt",
    "FormerSlug",
    "Identifier",
    "ImportRun",
    "ImportedFile",
    "Lexeme",
    "NameKey",
    "Notice",
    "Outlet",
    "PairTally",
    "Person",
    "PersonDistinction",
    "PersonInPrint",
    "PersonMerge",
    "PersonName",
    "PersonTally",
    "Presence",
    "PublicVersion",
    "Reservation",
    "Role",
    "SearchEntry",
    "Statement",
    "StatementEditor",
    "StatementTarget",
    "Suggestion",
    "SuggestionTarget",
    "Topic",
]
