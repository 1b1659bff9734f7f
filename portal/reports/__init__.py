"""From a frozen snapshot to the PDF page."""
