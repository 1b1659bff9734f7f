"""The other half."""

import portal.accounts.seats
