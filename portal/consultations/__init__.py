"""The paper as loaded, and what the public reads of it."""
