"""What every table shares: names of constraints, moments in UTC, and states stored by value."""

import enum
from datetime import UTC, datetime
from typing import ClassVar

from sqlalchemy import JSON, DateTime, Dialect, Enum, MetaData, Table, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

Document = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
"""The type of a column that holds a JSON value."""


class Moment(TypeDecorator[datetime]):
    """A UTC moment with microseconds, the same on both databases; refuses a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Hand an aware moment to the database as UTC. Raises ValueError for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "a moment needs its offset"
            raise ValueError(msg)
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Hand a stored moment back as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def by_value(states: type[enum.Enum]) -> list[str]:
    """Name the values under which a state is stored."""
    return [str(state.value) for state in states]


class Base(DeclarativeBase):
    """The base of every table of the portal."""

    metadata = MetaData(naming_convention=CONVENTION)
    type_annotation_map: ClassVar = {
        datetime: Moment(),
        enum.StrEnum: Enum(
            enum.StrEnum,
            native_enum=False,
            length=32,
            create_constraint=True,
            values_callable=by_value,
        ),
    }


class Erasable:
    """What a row carries whose words can be erased once, by the named procedure of disposal."""

    erased_at: Mapped[datetime | None] = mapped_column(sort_order=98)
    erased_ground: Mapped[str | None] = mapped_column(sort_order=99)


def violated(error: IntegrityError) -> str:
    """Name the constraint an IntegrityError broke, on either database; "" when unknown."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        return str(diagnosis.constraint_name or "")
    said = str(error.orig)
    if said.startswith("UNIQUE constraint failed: "):
        return _unique_over(said.removeprefix("UNIQUE constraint failed: ").split(", "))
    return said.removeprefix("guard: ").removeprefix("CHECK constraint failed: ")


def _unique_over(columns: list[str]) -> str:
    table = Base.metadata.tables.get(columns[0].partition(".")[0])
    names = {column.partition(".")[2] for column in columns}
    return _unique_name(table, names) if table is not None else ""


def _unique_name(table: Table, names: set[str]) -> str:
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint) and set(constraint.columns.keys()) == names:
            return str(constraint.name or "")
    return next(
        (str(i.name) for i in table.indexes if i.unique and set(i.columns.keys()) == names), ""
    )
