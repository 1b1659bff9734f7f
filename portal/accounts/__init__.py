"""Staff who sign in, and the seats of everyone who is in."""
