"""The archive application, and the admin that is its editors' desk."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    """Everything Propos keeps: articles, people, statements, editions and their history."""

    name = "archive"
    verbose_name = _("Archive")

    def ready(self) -> None:
        from archive import checks  # noqa: F401  registers the system checks


class ProposAdminConfig(AdminConfig):
    """Django's admin, with the desk's front page."""

    default_site = "archive.admin_site.ProposAdminSite"
