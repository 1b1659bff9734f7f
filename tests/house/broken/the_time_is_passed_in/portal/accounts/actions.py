"""Acts about staff."""

from portal.clock import now
