"""Signing in: each way, and one message that names what was looked for, never what was found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from ministudio_vertex import auth
from ministudio_vertex.auth import CredentialsError, missing, sign_in
from ministudio_vertex.plugin import ministudio_health
from ministudio_vertex.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LOGIN = json.dumps(
    {"type": "authorized_user", "client_id": "a", "client_secret": "b", "refresh_token": "c"}
)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a machine of Google's."""
    monkeypatch.setattr(auth, "_MACHINE_FILE", tmp_path / "nothing")


@pytest.fixture
def text(key: Callable[[str], str]) -> str:
    return key("http://127.0.0.1:9")


def test_the_seed_s_two_variables(text: str) -> None:
    environ = {"GCP_PROJECT_ID": "films-2", "GCP_SERVICE_ACCOUNT_JSON": text}
    assert missing(Settings(), environ) == ""
    credentials, project, secrets = sign_in(Settings(), environ)
    assert project == "films-2"
    assert credentials.service_account_email.startswith("film@")
    assert json.loads(text)["private_key"] in secrets


def test_the_project_of_the_key_is_enough(text: str) -> None:
    assert sign_in(Settings(), {"GCP_SERVICE_ACCOUNT_JSON": text})[1] == "studio-1"


@pytest.mark.parametrize("first", ["project", "GCP_PROJECT_ID", "GOOGLE_CLOUD_PROJECT"])
def test_the_nearest_project_holds(text: str, first: str) -> None:
    places = ["project", "GCP_PROJECT_ID", "GOOGLE_CLOUD_PROJECT"]
    named = {name: name.lower().replace("_", "-") for name in places[places.index(first) :]}
    settings = Settings(project=named.pop("project", ""))
    environ = {"GCP_SERVICE_ACCOUNT_JSON": text, **named}
    assert sign_in(settings, environ)[1] == first.lower().replace("_", "-")


def test_a_file_named_by_the_endpoint_comes_first(tmp_path: Path, text: str) -> None:
    (tmp_path / "key.json").write_text(text)
    table = {"credentials_file": str(tmp_path / "key.json")}
    environ = {"GCP_SERVICE_ACCOUNT_JSON": "broken"}
    assert missing(Settings(**table), environ) == ""
    assert sign_in(Settings(**table), environ)[1] == "studio-1"


def test_another_variable_may_hold_the_key(text: str) -> None:
    settings = Settings(key_env="FILM_KEY")
    assert sign_in(settings, {"FILM_KEY": text})[1] == "studio-1"
    assert "FILM_KEY" in missing(settings, {})


def test_application_default_credentials(tmp_path: Path, text: str) -> None:
    (tmp_path / "adc.json").write_text(text)
    environ = {"GOOGLE_APPLICATION_CREDENTIALS": str(tmp_path / "adc.json")}
    assert missing(Settings(), environ) == ""
    assert sign_in(Settings(), environ)[1] == "studio-1"


def test_the_login_of_gcloud(tmp_path: Path) -> None:
    (tmp_path / "application_default_credentials.json").write_text(LOGIN)
    environ = {"CLOUDSDK_CONFIG": str(tmp_path)}
    assert missing(Settings(), environ).startswith("no project: looked for")
    environ["GOOGLE_CLOUD_PROJECT"] = "films-3"
    assert missing(Settings(), environ) == ""
    assert sign_in(Settings(), environ)[1] == "films-3"


def test_on_google_s_own_machines_the_machine_has_an_account(tmp_path: Path) -> None:
    assert missing(Settings(), {"K_SERVICE": "film", "HOME": str(tmp_path)}) == ""


@pytest.mark.parametrize(
    "environ, words",
    [
        ({}, ["no credentials", "`credentials_file`", "GCP_SERVICE_ACCOUNT_JSON",
              "GOOGLE_APPLICATION_CREDENTIALS", "gcloud"]),
        ({"GCP_SERVICE_ACCOUNT_JSON": "canary-4f1"}, ["GCP_SERVICE_ACCOUNT_JSON", "not the JSON"]),
        ({"GCP_SERVICE_ACCOUNT_JSON": '["canary-4f1"]'}, ["no `type`"]),
        ({"GCP_SERVICE_ACCOUNT_JSON": '{"type": "service_account", "private_key": "canary-4f1"}'},
         ["lacks client_email, token_uri"]),
        ({"GOOGLE_APPLICATION_CREDENTIALS": "/nowhere/key.json"}, ["cannot be read"]),
    ],
)  # fmt: skip
def test_one_message_names_the_places(
    tmp_path: Path, environ: dict[str, str], words: list[str]
) -> None:
    environ = {"HOME": str(tmp_path), **environ}
    told = missing(Settings(), environ)
    with pytest.raises(CredentialsError) as caught:
        sign_in(Settings(), environ)
    assert told in str(caught.value)
    assert caught.value.kind == "auth"
    assert "GCP_PROJECT_ID" in caught.value.hint
    for word in words:
        assert word in told
    assert "canary" not in str(caught.value) + told


def test_the_project_is_known_without_signing_in(text: str) -> None:
    assert auth.project_of(Settings(), {"GCP_SERVICE_ACCOUNT_JSON": text}) == "studio-1"
    broken = {"GCP_SERVICE_ACCOUNT_JSON": "canary-4f1", "GCP_PROJECT_ID": "films-2"}
    assert auth.project_of(Settings(), broken) == "films-2"


def test_a_damaged_key_is_not_quoted(text: str, tmp_path: Path) -> None:
    info = {**json.loads(text), "private_key": "-----BEGIN PRIVATE KEY-----\ncanary-9\n"}
    environ = {"GCP_SERVICE_ACCOUNT_JSON": json.dumps(info), "HOME": str(tmp_path)}
    with pytest.raises(CredentialsError, match="is damaged") as caught:
        sign_in(Settings(), environ)
    assert "canary" not in repr(caught.value)
    assert caught.value.__suppress_context__


def test_a_key_does_not_show_itself(text: str) -> None:
    found = auth.find_key({}, {"GCP_SERVICE_ACCOUNT_JSON": text})
    assert repr(found) == "<key from GCP_SERVICE_ACCOUNT_JSON>"


@pytest.mark.parametrize(
    "value, state", [("", "warning"), ("canary-4f1", "failed"), ("good", "ok")]
)
def test_the_doctor_tells_missing_from_malformed(
    monkeypatch: pytest.MonkeyPatch, text: str, value: str, state: str
) -> None:
    monkeypatch.setenv("GCP_SERVICE_ACCOUNT_JSON", text if value == "good" else value)
    (check,) = ministudio_health()
    assert check.state == state
    assert "canary" not in f"{check.detail}{check.hint}"


def test_a_huge_file_is_no_key(tmp_path: Path) -> None:
    (tmp_path / "key.json").write_bytes(b" " * ((1 << 20) + 1))
    table: dict[str, Any] = {"credentials_file": str(tmp_path / "key.json")}
    assert "larger than a key" in missing(Settings(**table), {})
