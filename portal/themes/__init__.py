"""The codeframe, as everything that happened to it."""
