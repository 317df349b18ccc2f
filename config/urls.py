"""Addresses: French without a prefix, English under /en/. A record has one address a language."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("admin/", admin.site.urls),
    path("", include("archive.urls")),
    prefix_default_language=False,
)

handler400 = "archive.views.bad_request"
handler403 = "archive.views.permission_denied"
handler404 = "archive.views.page_not_found"
handler500 = "archive.views.server_error"
