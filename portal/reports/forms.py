"""What a browser may send about reports: which edition is wanted, and in which language."""

from portal.forms import OneOf, PortalForm, options
from portal.language import Language, lazy
from portal.reports.asking import Asked
from portal.submissions.decisions import Edition


class AskForm(PortalForm):
    """Which report is wanted."""

    edition = OneOf(
        lazy("Edition"),
        needed=lazy("Choose an edition."),
        choices=options(
            (
                (Edition.PUBLIC.value, lazy("Public: only what has been cleared for publication")),
                (Edition.INTERNAL.value, lazy("Internal: everything, confidential words included")),
            )
        ),
        default=Edition.PUBLIC.value,
    )
    language = OneOf(
        lazy("Language of the report"),
        needed=lazy("Choose a language."),
        choices=options(
            (
                (Language.EN.value, lazy("English")),
                (Language.ZH_HANT.value, lazy("Traditional Chinese")),
                (Language.ZH_HANS.value, lazy("Simplified Chinese")),
            )
        ),
        default=Language.EN.value,
    )

    def handed(self) -> Asked:
        """Hand on what is asked for."""
        edition = Edition(self.edition.chosen or Edition.PUBLIC.value)
        return Asked(edition, Language(self.language.chosen or Language.EN.value))
