"""What a terminal may do with staff."""

import click

from portal.accounts.actions import change_password, join_staff
from portal.accounts.passwords import fresh_password, hashed
from portal.accounts.queries import staff_everyone, staff_named
from portal.clock import now
from portal.commands import Noun, OutputFormat, format_option, show
from portal.errors import NotFoundError
from portal.terminal import Terminal


@click.group(cls=Noun)
def staff() -> None:
    """Look after who may sign in."""


@staff.command("list")
@format_option
@click.pass_obj
def list_command(terminal: Terminal, output_format: OutputFormat) -> None:
    """List staff: name, and whether they may sign in."""
    with terminal.database.reading() as session:
        rows = [
            {"name": each.name, "is_active": each.is_active} for each in staff_everyone(session)
        ]
    show(rows, output_format)


@staff.command("join")
@click.argument("name")
@click.pass_obj
def join_command(terminal: Terminal, name: str) -> None:
    """Let someone new sign in; prints the name and a password made now."""
    password = fresh_password()
    kept = hashed(password)
    with terminal.database.writing() as session:
        join_staff(session, name, password_hash=kept, now=now())
    show([{"name": name, "password": password}], OutputFormat.PLAIN)


@staff.command("password")
@click.argument("name")
@click.pass_obj
def password_command(terminal: Terminal, name: str) -> None:
    """Give someone a new password and end their seats; prints the password."""
    password = fresh_password()
    kept = hashed(password)
    with terminal.database.writing() as session:
        someone = staff_named(session, name)
        if someone is None:
            raise NotFoundError
        change_password(session, someone, password_hash=kept, now=now())
    show([{"name": name, "password": password}], OutputFormat.PLAIN)
