"""Bringing a deployment's database to the tables this code knows."""

from pathlib import Path

import click
from alembic import command
from alembic.config import Config

from portal.db import Database
from portal.terminal import Terminal

ROOT = Path(__file__).resolve().parent.parent


def configured(database: Database) -> Config:
    """Return Alembic's settings, bound to a database that is already open."""
    settings = Config(toml_file=str(ROOT / "pyproject.toml"))
    settings.attributes["database"] = database
    return settings


def upgrade(database: Database) -> None:
    """Run every migration the database has not seen, and put its guards in place."""
    command.upgrade(configured(database), "head")


@click.group("database")
def migrating() -> None:
    """Look after the database."""


@migrating.command("upgrade")
@click.pass_obj
def upgrade_command(terminal: Terminal) -> None:
    """Bring the database to the tables this code knows."""
    upgrade(terminal.database)
