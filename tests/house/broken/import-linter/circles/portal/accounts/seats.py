"""One half of a circle."""

import portal.accounts.tokens
