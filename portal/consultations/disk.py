"""The one place that reads a consultation folder from the disk."""

from pathlib import Path

from portal.consultations.faults import Fault
from portal.consultations.folder import Folder, inspect
from portal.consultations.schemas import breaches


class FaultyFolderError(ValueError):
    """A folder that cannot be loaded, with everything that is wrong with it."""

    def __init__(self, path: Path, faults: list[Fault]) -> None:
        """Keep every fault, in the order of the files."""
        super().__init__(f"{path}: {len(faults)} faults; nothing was loaded.")
        self.faults = tuple(faults)


def read_folder(path: Path) -> Folder:
    """Read and check a whole folder. Raises FaultyFolderError, and OSError as the disk does."""
    folder, faults = inspect_folder(path)
    if faults:
        raise FaultyFolderError(path, faults)
    return folder


def inspect_folder(path: Path) -> tuple[Folder, list[Fault]]:
    """Read a folder and list everything wrong with it; subfolders are left alone."""
    files = {each.name: each.read_bytes() for each in sorted(path.iterdir()) if each.is_file()}
    return inspect(files, breaches)
