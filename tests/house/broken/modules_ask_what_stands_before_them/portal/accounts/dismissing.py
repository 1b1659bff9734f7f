"""Acts about staff, in a module that is declared to act."""

from portal.accounts.actions import join
from portal.accounts.forms import JoinForm  # a breach
from portal.accounts.listing import staff_listed
