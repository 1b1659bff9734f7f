"""A module that declares no floor."""
