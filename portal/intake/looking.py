"""What is done with a file inside the child process: looked through, then read."""

from portal.document import mails, opendocument, writer
from portal.document.dangers import EmptyFileError
from portal.document.encodings import decoded
from portal.document.kinds import Kind
from portal.document.office import package
from portal.document.pictures import refuse_bad_jpg, refuse_bad_png
from portal.document.readings import Reading, tidied
from portal.document.word import letter
from portal.intake import pages
from portal.intake.portable import refuse_bad_pdf


def look(kind: Kind, content: bytes) -> Reading:
    """Refuse a file that is dangerous, or is not of its kind; read the words of one that is.

    Raises FileRefusedError, whose kinds tell why.
    """
    if not content:
        raise EmptyFileError
    if kind.is_read:
        return tidied(_read(kind, content))
    if kind is Kind.XLSX:
        package(content, kind)
    elif kind is Kind.PNG:
        refuse_bad_png(content)
    else:
        refuse_bad_jpg(content)
    return Reading()


def _read(kind: Kind, content: bytes) -> Reading:
    match kind:
        case Kind.PDF:
            refuse_bad_pdf(content)
            return pages.read(content)
        case Kind.DOCX:
            return letter.read(package(content, kind))
        case Kind.ODT:
            return writer.read(opendocument.package(content))
        case Kind.TXT:
            return Reading(tuple(mails.of_plain(decoded(content))))
        case Kind.EML:
            return mails.read(content)
        case _:
            return Reading()
