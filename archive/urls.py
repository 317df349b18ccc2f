"""Addresses of the public pages. A record has one address; numbers are written one way only."""

from django.urls import path, register_converter

from archive import views


class NumberConverter:
    """A positive whole number without leading zeros, small enough for every database."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class RecordConverter(NumberConverter):
    """The id of a record: eleven digits, as many as a sort key has room for."""

    regex = "[1-9][0-9]{0,10}"


register_converter(NumberConverter, "number")
register_converter(RecordConverter, "record")

app_name = "archive"
urlpatterns = [
    path("", views.HomePage.as_view(), name="home"),
    path("statements/", views.StatementListPage.as_view(), name="statement-list"),
    path("statements/<record:pk>/", views.StatementPage.as_view(), name="statement-detail"),
    path(
        "statements/<record:pk>/v<number:number>/",
        views.EditionPage.as_view(),
        name="edition-detail",
    ),
    path("articles/", views.ArticleListPage.as_view(), name="article-list"),
    path("articles/<record:pk>/", views.ArticlePage.as_view(), name="article-detail"),
    path("outlets/", views.OutletListPage.as_view(), name="outlet-list"),
    path("outlets/<record:pk>/", views.OutletPage.as_view(), name="outlet-detail"),
    path("people/", views.PersonListPage.as_view(), name="person-list"),
    path("people/names.json", views.PersonNames.as_view(), name="person-names"),
    path("people/<slug:slug>/", views.PersonPage.as_view(), name="person-detail"),
    path("people/<slug:slug>/about/<slug:other>/", views.PairPage.as_view(), name="pair"),
    path("map/", views.MapPage.as_view(), name="map"),
    path("topics/", views.TopicListPage.as_view(), name="topic-list"),
    path("topics/<slug:slug>/", views.TopicPage.as_view(), name="topic-detail"),
    path("coverage/", views.CoveragePage.as_view(), name="coverage"),
    path("about/", views.AboutPage.as_view(), name="about"),
    path("about/<slug:slug>/", views.PolicyPage.as_view(), name="policy"),
]
