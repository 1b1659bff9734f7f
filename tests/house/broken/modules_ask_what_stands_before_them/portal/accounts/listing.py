"""Questions about staff, in a module that is declared to ask."""

from portal.accounts import actions  # a breach
from portal.accounts.dismissing import dismiss  # a breach
