"""Passages in texts, their themes, and finding words again."""
