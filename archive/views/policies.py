"""What the archive promises its readers: how it works, corrects, quotes, and what it keeps."""

from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.quotes.anchoring import CONTEXT
from archive.views.figures import figures_in_print
from archive.views.public import PublicPage


@dataclass(frozen=True, slots=True)
class Policy:
    """One of these pages: its address, its title, and what it answers in a line."""

    slug: str
    title: Any
    answers: Any

    @property
    def template(self) -> str:
        return f"archive/policies/{self.slug}.html"


POLICIES: Final = {
    policy.slug: policy
    for policy in (
        Policy(
            "method",
            gettext_lazy("How a statement is made"),
            gettext_lazy("Who reads it, what is verified, and how to read it."),
        ),
        Policy(
            "corrections",
            gettext_lazy("Corrections and right of reply"),
            gettext_lazy("How to report an error, and what becomes of a statement that was wrong."),
        ),
        Policy(
            "sources",
            gettext_lazy("Sources and quotation"),
            gettext_lazy("What is shown of an article, what is not, and why."),
        ),
        Policy(
            "data",
            gettext_lazy("Personal data"),
            gettext_lazy("What is kept of those who are named, and of those who read."),
        ),
        Policy(
            "reuse",
            gettext_lazy("Citing and reusing"),
            gettext_lazy("Which address to give, and what may be taken up elsewhere."),
        ),
        Policy(
            "accessibility",
            gettext_lazy("Accessibility"),
            gettext_lazy("What was tested, what was not, and how to report an obstacle."),
        ),
    )
}


class AboutPage(PublicPage):
    """What the archive is, what is in it, and the way to each policy."""

    template_name = "archive/about.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            figures=figures_in_print(), policies=POLICIES.values(), **kwargs
        )


class PolicyPage(PublicPage):
    """One of the policies. The numbers it gives are those that this archive is run with."""

    def policy(self) -> Policy:
        try:
            return POLICIES[self.kwargs["slug"]]
        except KeyError:
            raise Http404(_("The archive has no such page.")) from None

    def get_template_names(self) -> list[str]:
        return [self.policy().template]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            policy=self.policy(),
            policies=POLICIES.values(),
            contact=settings.CONTACT_EMAIL,
            statement_max=settings.EXCERPT_STATEMENT_MAX,
            share_max=round(settings.EXCERPT_SHARE_MAX * 100),
            total_max=settings.EXCERPT_TOTAL_MAX,
            recent_total_max=settings.EXCERPT_RECENT_TOTAL_MAX,
            context_length=CONTEXT,
            **kwargs,
        )
