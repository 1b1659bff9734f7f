"""What a browser may send about staff."""

from portal.accounts.actions import join  # a breach
