"""Files that people enclose: what is taken, what is refused and why, and what they say."""
