"""What a browser may send about files: files themselves, a caption, the press of a button."""

from collections.abc import Sequence
from typing import Final

from werkzeug.datastructures import FileStorage

from portal.consultations.paper import Paper, Question
from portal.drafting.enclosed import Asked, Enclosed, Told
from portal.drafting.forms import WHY
from portal.errors import PortalError
from portal.forms import OneOf, Option, PlainText, PortalForm, Problem, Tick
from portal.forms.fields import PortalField
from portal.language import gettext, lazy, spoken, words

WHOLE: Final = "whole"
LONGEST_CAPTION: Final = 200
MOST_AT_ONCE: Final = 10


class Files(PortalField):
    """Files chosen on a reader's machine; their names and bytes, once."""

    @property
    def typed(self) -> str:
        """Nothing: a browser does not give a file twice."""
        return ""

    @property
    def chosen(self) -> list[tuple[str, bytes]]:
        """The files as (name, content), in the order in which they were chosen."""
        return list(self.data or ())

    def process_formdata(self, valuelist: list[object]) -> None:
        """Read the files that were really chosen; one that has no name is none."""
        given = [each for each in valuelist if isinstance(each, FileStorage) and each.filename]
        if len(given) > MOST_AT_ONCE:
            raise ValueError(
                gettext("Choose at most %(limit)s files at a time.", limit=MOST_AT_ONCE)
            )
        self.data = [(str(each.filename), each.stream.read()) for each in given]


class UploadForm(PortalForm):
    """Files to be added, and what they belong to."""

    keeps_words = False
    files = Files(lazy("Files"), needed=lazy("Choose at least one file."))
    about = OneOf(lazy("What they belong to"))

    def offer(self, paper: Paper) -> "UploadForm":
        """Offer the questions that take files, besides the response as a whole."""
        whole = Option(WHOLE, lazy("The response as a whole, or the letter"))
        self.about.choices = [whole, *map(_offered, asking_for_files(paper))]
        return self

    @property
    def question(self) -> str:
        """The key of the question that the files belong to; "" for the response as a whole."""
        return "" if self.about.chosen == WHOLE else self.about.chosen or ""

    def refuse_file(self, name: str, error: PortalError) -> None:
        """Tell why one file was not taken."""
        fault = gettext(error.message, **error.values)
        self.refuse(self.files, lazy("%(name)s: %(fault)s"), name=name[:80], fault=fault)

    def problems(self) -> list[Problem]:
        """List what to mend: every file that was not taken, not the first of them alone."""
        more = [Problem(self.files.id, str(said)) for said in self.files.errors[1:]]
        return [*super().problems(), *more]


class FileForm(PortalForm):
    """What one file is said to be."""

    caption = PlainText(
        lazy("Caption"),
        limit=LONGEST_CAPTION,
        hint=lazy("Say what it shows, such as: costs of paper documents in 2025, by route."),
    )
    confidential = Tick(lazy("Keep this file confidential"))
    reason = PlainText(lazy("Why it is confidential"))

    def check(self) -> None:
        """Ask why a file that is confidential is confidential."""
        if self.confidential.is_ticked and not self.reason.words:
            self.refuse(self.reason, WHY)

    def ask(self, file: Enclosed) -> "FileForm":
        """Ask for a caption where nothing else can say what a file is."""
        if {Asked.CAPTION, Asked.WORDS} & set(file.asked):
            self.caption.needed = lazy("Say in a few words what this file is.")
        return self

    def handed(self) -> Told:
        """Hand on what the file is said to be."""
        return Told(
            caption=self.caption.words,
            is_confidential=self.confidential.is_ticked,
            reason=self.reason.words,
        )


def file_form(file: Enclosed) -> FileForm:
    """Open the form on what a file is said to be so far."""
    form = FileForm(caption=file.caption, confidential=file.is_confidential, reason=file.reason)
    return form.ask(file)


def asking_for_files(paper: Paper) -> Sequence[Question]:
    """List the questions that take files."""
    return [each for each in paper.questions if each.kind == "text+files"]


def _offered(question: Question) -> Option:
    asked = words(question.words, spoken())
    number = gettext("Question %(number)s", number=question.key[1:])
    return Option(question.key, f"{number}: {asked}")
