"""Databases for tests: every test that touches rows runs on SQLite and on PostgreSQL."""

import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as properties
from jinja2 import FileSystemBytecodeCache
from playwright.sync_api import Browser
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.orm import Session

from config import Settings
from portal.app import create_app
from portal.db import Database
from portal.language import Language, speaking
from portal.migrating import upgrade
from tests.live import chromium

# No test measures time: a busy machine would fail it.
properties.register_profile("portal", deadline=None)
properties.load_profile("portal")
POSTGRESQL = os.environ.get("PORTAL_TEST_POSTGRES", "")
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw")
copies = count(1)


def _postgresql_do(*statements: str) -> None:
    server = create_engine(POSTGRESQL, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    server.dispose()


def _postgresql_named(name: str) -> str:
    return make_url(POSTGRESQL).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins in English, whatever language a page of the last one spoke."""
    with speaking(Language.EN):
        yield


@pytest.fixture(
    scope="session",
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)],
)
def template_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A migrated, empty database of each kind; tests through views work on copies of it."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('template') / 'template.sqlite3'}"
    else:
        if not POSTGRESQL:
            pytest.skip("PORTAL_TEST_POSTGRES names no server: run bin/test")
        name = f"portal_template_{WORKER}"
        _postgresql_do(f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name}")
        url = _postgresql_named(name)
    database = Database(url)
    upgrade(database)
    database.engine.dispose()
    yield url
    if request.param == "postgresql":
        _postgresql_do(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")


@pytest.fixture(scope="session")
def shared(template_url: str) -> Iterator[Database]:
    """The template itself, for tests that roll back what they did."""
    database = Database(template_url)
    yield database
    database.engine.dispose()


@pytest.fixture
def session(shared: Database) -> Iterator[Session]:
    """A session whose every commit is rolled back when the test has ended."""
    with shared.engine.connect() as connection:
        outer = connection.begin()
        with Session(
            connection, join_transaction_mode="create_savepoint", expire_on_commit=False
        ) as opened:
            yield opened
        outer.rollback()


@pytest.fixture
def database(template_url: str, shared: Database, tmp_path: Path) -> Iterator[Database]:
    """A database of the test's own, copied from the template."""
    shared.engine.dispose()
    if template_url.startswith("sqlite"):
        source = Path(str(make_url(template_url).database))
        copy = tmp_path / "portal.sqlite3"
        shutil.copy(source, copy)
        opened = Database(f"sqlite:///{copy}")
        yield opened
        opened.engine.dispose()
    else:
        name = f"portal_{WORKER}_{next(copies)}"
        _postgresql_do(f"CREATE DATABASE {name} TEMPLATE {make_url(template_url).database}")
        opened = Database(_postgresql_named(name))
        yield opened
        opened.engine.dispose()
        _postgresql_do(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates as they were compiled for the first portal that filled them."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("compiled")))


@pytest.fixture
def app(database: Database, tmp_path: Path, compiled: FileSystemBytecodeCache) -> Iterator[Flask]:
    """The portal over the test's own database, with a folder of its own."""
    made = create_app(
        Settings(
            database_url=database.url.render_as_string(hide_password=False),
            data_dir=tmp_path,
            secret_key="a key for tests",
        )
    )
    made.testing = True
    made.jinja_env.bytecode_cache = compiled
    yield made
    made.extensions["portal.database"].engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without scripts."""
    return app.test_client()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium: one for all tests, since Playwright starts only once in a process."""
    with chromium() as opened:
        yield opened
