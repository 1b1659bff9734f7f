"""The edge of WeasyPrint: documents become tagged PDFs in a sealed child process."""

from portal.children import Limits
from portal.pdf.press import Attachment, Beside, PressError, render

__all__ = ["Attachment", "Beside", "Limits", "PressError", "render"]
