"""A noun that takes a row, and one that is not pure."""

from portal.coding import actions  # a breach
from portal.coding.models import Passage  # a breach
from portal.coding.models import Stance
