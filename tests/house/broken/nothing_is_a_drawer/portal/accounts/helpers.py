"""Whatever was to hand."""
