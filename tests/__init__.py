"""The tests: a folder for each room, and the rules of the house."""
