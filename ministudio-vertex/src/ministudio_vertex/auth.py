"""Credentials: where they are looked for, and one message when there are none.

The first that is there holds, for the key: `credentials_file` of the endpoint, the service
account in `GCP_SERVICE_ACCOUNT_JSON` (or the variable that `key_env` names), application default
credentials (`GOOGLE_APPLICATION_CREDENTIALS`, then `gcloud auth application-default login`), and,
when it runs on Google Cloud itself, the machine's own account. For the project: `project` of the
endpoint, `GCP_PROJECT_ID`, `GOOGLE_CLOUD_PROJECT`, the one that the key names.

No message has more of a key than the name of the place where it stands.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ministudio.errors import ProviderError
from ministudio_vertex.settings import KEY_ENV, NAME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from google.auth.credentials import Credentials

    from ministudio_vertex.settings import Settings

SCOPE = "https://www.googleapis.com/auth/cloud-platform"
ADC_ENV = "GOOGLE_APPLICATION_CREDENTIALS"
PROJECT_ENV = ("GCP_PROJECT_ID", "GOOGLE_CLOUD_PROJECT")
_LARGEST = 1 << 20
# Where google-auth looks too (compute_engine/_metadata.py); Cloud Run's services and jobs.
_MACHINE_FILE = Path("/sys/class/dmi/id/product_name")
_MACHINE_ENV = ("GCE_METADATA_HOST", "K_SERVICE", "CLOUD_RUN_JOB")
_NEEDED = {  # by type, what google-auth cannot do without
    "service_account": ("client_email", "private_key", "token_uri"),
    "authorized_user": ("client_id", "client_secret", "refresh_token"),
}


@dataclass(frozen=True, slots=True)
class Key:
    """A key that was found. `place` may be shown, `info` never."""

    place: str
    info: Mapping[str, Any]

    def __repr__(self) -> str:
        return f"<key from {self.place}>"

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no message may hold."""
        names = ("private_key", "private_key_id", "client_secret", "refresh_token")
        values = [str(self.info[name]) for name in names if self.info.get(name)]
        # A key of many lines may be quoted line by line, or with \n between them.
        lines = [line for value in values for line in value.split("\n") if len(line) > 30]
        return (*values, *lines)


class CredentialsError(ProviderError):
    """There is no key, or it is not one; the message says where it was looked for."""

    def __init__(self, message: str) -> None:
        super().__init__(message, kind="auth", provider=NAME, hint=HINT)


HINT = (
    f"Set GCP_PROJECT_ID and {KEY_ENV} (the text of a service account's key file), or run "
    "`gcloud auth application-default login` and set GOOGLE_CLOUD_PROJECT."
)


def missing(settings: Settings, environ: Mapping[str, str]) -> str:
    """What stands in the way of signing in, as a sentence; empty when nothing seems to.

    Looks at the environment and at files, imports no SDK and asks no network.
    """
    table = settings.model_dump()
    try:
        key = find_key(table, environ)
    except CredentialsError as error:
        return error.message.removeprefix(f"{NAME}: ")
    if key is None:
        return "" if _on_google(environ) else _nothing(table)
    if not find_project(table, environ, key):
        return _no_project()
    return ""


def find_key(settings: Mapping[str, Any], environ: Mapping[str, str]) -> Key | None:
    """The first key that there is; None when there is no place with one.

    Raises:
        CredentialsError: it is there, but cannot be used.
    """
    if file := settings.get("credentials_file"):
        return _from_file(Path(str(file)).expanduser(), "`credentials_file`")
    variable = str(settings.get("key_env") or KEY_ENV)
    if text := environ.get(variable):
        return _parsed(text, variable)
    if file := environ.get(ADC_ENV):
        return _from_file(Path(file), ADC_ENV)
    file = _gcloud_file(environ)
    return _from_file(file, f"the file of gcloud {os.fspath(file)!r}") if file.is_file() else None


def find_project(settings: Mapping[str, Any], environ: Mapping[str, str], key: Key | None) -> str:
    """The project to work in; empty when nothing names one."""
    named = [settings.get("project"), *(environ.get(name) for name in PROJECT_ENV)]
    if key is not None:
        named += [key.info.get("project_id"), key.info.get("quota_project_id")]
    return next((str(name) for name in named if name), "")


def project_of(settings: Settings, environ: Mapping[str, str] = os.environ) -> str:
    """The project, without signing in; empty when only the machine's account may know it."""
    table = settings.model_dump()
    try:
        return find_project(table, environ, find_key(table, environ))
    except CredentialsError:
        return find_project(table, environ, None)


def sign_in(
    settings: Settings, environ: Mapping[str, str] = os.environ
) -> tuple[Credentials, str, tuple[str, ...]]:
    """Credentials, project, and the secrets that no message may hold. Blocks: reads files.

    Raises:
        CredentialsError: nothing to sign in with, or it is malformed.
    """
    table = settings.model_dump()
    key = find_key(table, environ)
    if key is None and not _on_google(environ):
        raise CredentialsError(_nothing(table))
    if key is None:
        credentials, named = _of_the_machine(table)
    else:
        credentials, named = _built(key), ""
    project = find_project(table, environ, key) or named
    if not project:
        raise CredentialsError(_no_project())
    return credentials, project, key.secrets if key else ()


def _built(key: Key) -> Credentials:
    import google.auth
    from google.oauth2 import credentials as user
    from google.oauth2 import service_account

    kind, scopes = key.info["type"], [SCOPE]
    try:
        if kind == "service_account":
            made = service_account.Credentials.from_service_account_info(key.info, scopes=scopes)  # type: ignore[no-untyped-call]  # google-auth has no types here
        elif kind == "authorized_user":
            made = user.Credentials.from_authorized_user_info(key.info, scopes)  # type: ignore[no-untyped-call]  # google-auth has no types here
        else:
            made, _ = google.auth.load_credentials_from_dict(dict(key.info), scopes=scopes)  # type: ignore[no-untyped-call]  # google-auth has no types here
    except Exception:  # noqa: BLE001 - google-auth's message may quote the key
        raise CredentialsError(f"the key in {key.place} is damaged: it cannot be read") from None
    found: Credentials = made
    return found


def _on_google(environ: Mapping[str, str]) -> bool:
    """Whether this machine has an account of Google Cloud's, as far as files and variables tell."""
    if any(environ.get(name) for name in _MACHINE_ENV):
        return True
    try:
        return _MACHINE_FILE.read_text(encoding="utf-8").startswith("Google")
    except (OSError, UnicodeDecodeError):
        return False


def _of_the_machine(table: Mapping[str, Any]) -> tuple[Credentials, str]:
    """The account of a machine of Google Cloud, which its metadata server gives."""
    import google.auth
    from google.auth.exceptions import DefaultCredentialsError

    try:
        credentials, project = google.auth.default(scopes=[SCOPE])
    except DefaultCredentialsError:
        raise CredentialsError(_nothing(table)) from None
    return credentials, project or ""


def _from_file(path: Path, place: str) -> Key:
    try:
        if path.stat().st_size > _LARGEST:
            raise CredentialsError(f"{place} is larger than a key")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise CredentialsError(f"{place} names a file that cannot be read") from None
    return _parsed(text, place)


def _parsed(text: str, place: str) -> Key:
    try:
        info = json.loads(text)
    except ValueError:
        raise CredentialsError(f"{place} is set, but it is not the JSON of a key") from None
    if not isinstance(info, dict) or not isinstance(info.get("type"), str):
        raise CredentialsError(f"{place} is JSON, but not that of a key: it has no `type`")
    lacking = [name for name in _NEEDED.get(info["type"], ()) if not info.get(name)]
    if lacking:
        raise CredentialsError(f"the key in {place} lacks {', '.join(lacking)}")
    return Key(place, info)


def _gcloud_file(environ: Mapping[str, str]) -> Path:
    """Where `gcloud auth application-default login` writes."""
    if folder := environ.get("CLOUDSDK_CONFIG"):
        base = Path(folder)
    elif os.name == "nt":
        base = Path(environ.get("APPDATA", "")) / "gcloud"
    else:
        base = Path(environ.get("HOME") or Path.home()) / ".config" / "gcloud"
    return base / "application_default_credentials.json"


def _nothing(settings: Mapping[str, Any]) -> str:
    variable = str(settings.get("key_env") or KEY_ENV)
    return (
        "no credentials: looked for `credentials_file` of the endpoint, "
        f"{variable}, {ADC_ENV} and the login of gcloud"
    )


def _no_project() -> str:
    return f"no project: looked for `project` of the endpoint, {', '.join(PROJECT_ENV)} and the key"
