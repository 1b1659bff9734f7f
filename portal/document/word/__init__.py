"""Word files (.docx), read from their XML: what a reader of the printed page would see."""
