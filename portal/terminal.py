"""What a command line works with: the deployment's database and folders, opened when asked for."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from portal.db import Database


@dataclass(frozen=True, kw_only=True)
class Terminal:
    """One deployment as a command sees it (`@click.pass_obj`)."""

    database_url: str
    data_dir: Path
    url: str
    mail_url: str = ""
    scanner: str = ""
    secret_key: str = field(default="", repr=False)

    @cached_property
    def database(self) -> Database:
        """The deployment's database."""
        return Database(self.database_url)
