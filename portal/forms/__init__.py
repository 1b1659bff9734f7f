"""What a browser may send: forms whose every word is ours, and which hand on plain typed values."""

from portal.forms.choosing import OneOf, Option, SeveralOf, Tick, options
from portal.forms.fields import Address, Figure, Hidden, LongText, PlainText, Secret
from portal.forms.form import AskingForm, PortalForm, Problem, form_of, token

__all__ = [
    "Address",
    "AskingForm",
    "Figure",
    "Hidden",
    "LongText",
    "OneOf",
    "Option",
    "PlainText",
    "PortalForm",
    "Problem",
    "Secret",
    "SeveralOf",
    "Tick",
    "form_of",
    "options",
    "token",
]
