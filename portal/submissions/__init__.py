"""What was lodged, and who may see it."""
