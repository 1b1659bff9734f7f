"""What a browser may send: forms whose every word is ours, and which hand on plain typed values."""

from portal.forms.choosing import OneOf, Option, SeveralOf, Tick, options
from portal.forms.fields import Address, Figure, Hidden, LongText, PlainText, Secret
from portal.forms.form import AskingForm, PortalForm, Problem, form_of, token
from portal.forms.whole import HiddenNumber, WholeInAddress, whole

__all__ = [
    "Address",
    "AskingForm",
    "Figure",
    "Hidden",
    "HiddenNumber",
    "LongText",
    "OneOf",
    "Option",
    "PlainText",
    "PortalForm",
    "Problem",
    "Secret",
    "SeveralOf",
    "Tick",
    "WholeInAddress",
    "form_of",
    "options",
    "token",
    "whole",
]
