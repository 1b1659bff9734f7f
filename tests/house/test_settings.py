"""The settings: read once, refused with one sentence, and a secret that nobody else can read."""

from pathlib import Path

import pytest

from config import Settings, SettingsError


def test_settings_have_defaults_that_work_alone(tmp_path: Path) -> None:
    settings = Settings.from_environment({"PORTAL_DATA_DIR": str(tmp_path)})

    assert settings.database_url == f"sqlite:///{tmp_path}/portal.sqlite3"
    assert settings.url == "http://127.0.0.1:8000"
    assert not settings.is_https
    assert set(settings.portal_name) == {"en", "zh_hant", "zh_hans"}


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8000",
        "http://localhost",
        "http://[::1]:5000",
        "https://consult.example.org",
    ],
)
def test_an_address_is_taken(url: str, tmp_path: Path) -> None:
    settings = Settings.from_environment(
        {"PORTAL_DATA_DIR": str(tmp_path), "PORTAL_URL": f"{url}/"}
    )

    assert settings.url == url


@pytest.mark.parametrize(
    "url",
    [
        "http://consult.example.org",
        "http://192.168.1.4:8000",
        "http://127.0.0.1.example.org",
        "ftp://127.0.0.1",
        "consult.example.org",
        "https://consult.example.org/portal",
        "https://consult.example.org?x=1",
    ],
)
def test_plain_http_beyond_this_machine_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="PORTAL_URL"):
        Settings.from_environment({"PORTAL_DATA_DIR": str(tmp_path), "PORTAL_URL": url})


@pytest.mark.parametrize(
    "given", ["postgres://h/d", "postgresql://h/d", "postgresql+psycopg://h/d"]
)
def test_every_spelling_of_postgresql_means_one_driver(given: str, tmp_path: Path) -> None:
    environ = {"PORTAL_DATA_DIR": str(tmp_path), "PORTAL_DATABASE_URL": given}

    assert Settings.from_environment(environ).database_url == "postgresql+psycopg://h/d"


@pytest.mark.parametrize(
    "given",
    ["mysql://user:hunter2@h/d", "portal.sqlite3", ":", "postgresql://user:hunter2@h:port/d"],
)
def test_another_database_is_refused_without_telling_its_address(
    given: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match="PORTAL_DATABASE_URL") as refusal:
        Settings.from_environment({"PORTAL_DATA_DIR": str(tmp_path), "PORTAL_DATABASE_URL": given})

    assert "hunter2" not in str(refusal.value)


def test_the_secret_is_made_once_and_is_ours_alone(tmp_path: Path) -> None:
    environ = {"PORTAL_DATA_DIR": str(tmp_path / "var")}

    first, second = Settings.from_environment(environ), Settings.from_environment(environ)

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert (tmp_path / "var" / "secret-key").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in (tmp_path / "var").iterdir()] == ["secret-key"]
    assert first.secret_key not in repr(first)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file stands in the way")

    with pytest.raises(SettingsError, match=r"PORTAL_DATA_DIR is .*make it writable"):
        Settings.from_environment({"PORTAL_DATA_DIR": str(tmp_path / "var")})
