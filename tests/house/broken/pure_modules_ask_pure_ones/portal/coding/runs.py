"""A noun that takes a row."""

from portal.coding.models import Passage, Stance
