"""What submissions come to: positions, and who confirmed them."""
