"""Acts about staff."""


def process_staff() -> None:  # a breach
    """Do something or other."""


class Desk:
    """Where staff sit."""

    def get_staff(self) -> None:  # a breach
        """Do something or other."""

    def _handle_staff(self) -> None:  # a breach
        """Do something or other."""

    def process_formdata(self) -> None:
        """Do what a library asks for by this name."""
