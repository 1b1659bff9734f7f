"""Why a file is refused: each danger has a sentence that says what its sender can do."""

from typing import Final

from portal.errors import InvalidInputError, marked


class FileRefusedError(InvalidInputError):
    """A file that is not taken; the sentence of each kind of it says what would be."""

    message = marked("This file cannot be taken as it is.")


class HostileNameError(FileRefusedError):
    """The name of a file would mislead people or programs."""

    message = marked(
        "The name of this file holds characters that could mislead. Give it a plain name, such as"
        " letter.pdf, and upload it again."
    )


class UnknownKindError(FileRefusedError):
    """The name of a file ends in nothing that is taken here."""

    message = marked(
        "Files of this kind are not taken. Save it as PDF, Word (.docx), OpenDocument (.odt), plain"
        " text (.txt), Excel (.xlsx), PNG or JPG, and upload that."
    )


class OldWordError(FileRefusedError):
    """A document of Word before 2007."""

    message = marked(
        "This is a Word 97–2003 document (.doc). Open it in Word, choose File, Save As, Word"
        " Document (.docx), and upload the new file."
    )


class OldExcelError(FileRefusedError):
    """A workbook of Excel before 2007."""

    message = marked(
        "This is an Excel 97–2003 workbook (.xls). Open it in Excel, choose File, Save As, Excel"
        " Workbook (.xlsx), and upload the new file."
    )


class SlidesError(FileRefusedError):
    """Slides, in whatever form PowerPoint keeps them."""

    message = marked(
        "This is a PowerPoint file. Open it in PowerPoint, choose File, Save As, PDF, and upload"
        " the PDF."
    )


class EmptyFileError(FileRefusedError):
    """A file without a byte."""

    message = marked("This file is empty. Look whether it opens on your machine.")


class TooLargeError(FileRefusedError):
    """A file larger than one may be."""

    message = marked(
        "This file is larger than %(limit)s MB. Save it with smaller pictures, or in parts."
    )


class MismatchedError(FileRefusedError):
    """A file that is not what its name says."""

    message = marked(
        "The content of this file is not what its name says. Open it in the program that made it,"
        " and save it anew."
    )


class DamagedError(FileRefusedError):
    """A file whose structure is broken."""

    message = marked(
        "This file is damaged, or is not built as files of its kind are. Open it in the program"
        " that made it, and save it anew."
    )


class PolyglotError(FileRefusedError):
    """A file that is a file of another kind as well."""

    message = marked(
        "This file holds something before, after or between what belongs to it, as if it were two"
        " files in one. Open it in the program that made it, and save it anew."
    )


class BombError(FileRefusedError):
    """A file that unpacks to more than any letter needs."""

    message = marked(
        "This file unpacks to far more than its size. Save it with smaller pictures, or as PDF."
    )


class EncryptedError(FileRefusedError):
    """A file that needs a password, or is locked against copying."""

    message = marked(
        "This file is locked by a password or protected against copying. Save a copy without"
        " protection, and upload that."
    )


class MacrosError(FileRefusedError):
    """A file that carries programs."""

    message = marked(
        "This file holds macros, which are programs. Save it as a document without macros (.docx,"
        " .xlsx, .odt), or as PDF."
    )


class ExternalError(FileRefusedError):
    """A file that fetches something from elsewhere when it is opened."""

    message = marked(
        "This file fetches something from another place when it is opened, such as a linked"
        " picture, template or table. Put it into the file itself, or save it as PDF."
    )


class EmbeddedError(FileRefusedError):
    """A file with other files inside."""

    message = marked(
        "This file holds other files inside it. Upload those by themselves, and save this one"
        " without them or as PDF."
    )


class DeclarationsError(FileRefusedError):
    """XML that declares a document type or entities of its own."""

    message = marked(
        "This file declares entities of its own (a DTD), which no office program does. Open it in"
        " the program that made it, and save it anew."
    )


class ScriptError(FileRefusedError):
    """A PDF that runs a script."""

    message = marked("This PDF runs a script (JavaScript). Print it to a new PDF, and upload that.")


class LaunchError(FileRefusedError):
    """A PDF that starts a program, or opens or sends something."""

    message = marked(
        "This PDF starts a program, or opens or sends something by itself. Print it to a new PDF,"
        " and upload that."
    )


class DynamicFormError(FileRefusedError):
    """A PDF whose pages are drawn by a form language (XFA)."""

    message = marked(
        "This PDF is a dynamic form (XFA): what it shows cannot be kept. Print it to a new PDF, and"
        " upload that."
    )


class MediaError(FileRefusedError):
    """A PDF with sound, film or three-dimensional models."""

    message = marked(
        "This PDF holds sound, film or models. Print it to a new PDF, and upload that."
    )


class NoTextError(FileRefusedError):
    """A text file that is no text in any encoding known here."""

    message = marked(
        "This is no plain text, or is written in an encoding that could not be told. Save it with"
        " the encoding UTF-8, and upload it again."
    )


class TooCostlyError(FileRefusedError):
    """A file that could not be looked through within the limits of time and memory."""

    message = marked(
        "This file took too long to look through, or too much memory. Save it in parts, or print it"
        " to a new PDF, and upload that."
    )


class InfectedError(FileRefusedError):
    """A file in which the virus scanner found something."""

    message = marked("The virus scanner found something harmful in this file. It was not kept.")


REFUSALS: Final[dict[str, type[FileRefusedError]]] = {
    each.__name__: each for each in FileRefusedError.__subclasses__()
}
"""Maps the name of each kind of refusal to it, as a child process tells it."""
