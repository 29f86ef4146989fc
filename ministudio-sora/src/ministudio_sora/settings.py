"""The endpoint's table in `ministudio.toml`: where the server is and what it serves."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import TYPE_CHECKING, Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import Field, ValidationInfo, field_validator, model_validator

from ministudio.config.base import Model
from ministudio.interfaces.capabilities import Durations, ModelInfo
from ministudio_sora.servers import AS_OF, DIALECTS, SERVERS, Server, ServerName

if TYPE_CHECKING:
    from ministudio.interfaces.provider import ReconcileClass

OPENAI = "https://api.openai.com/v1"
KEY = "OPENAI_API_KEY"
BASE_URL = "OPENAI_BASE_URL"


class Settings(Model):
    """How an endpoint is reached, and its models.

    `server` is the kind of server at `base_url` (default: `$OPENAI_BASE_URL`, else OpenAI).
    `key_env` names the variable that has the key: `OPENAI_API_KEY` unless there is a `base_url`,
    which is sent no key that was not meant for it. `models` lists what the server serves: ids,
    or tables with an `id` and fields of `ModelInfo`. An answer may take `timeout` seconds; a job
    is asked for every `poll` seconds (default: as the server wishes).
    """

    server: ServerName = "openai"
    base_url: str = ""
    key_env: str = ""
    models: tuple[ModelInfo, ...] = ()
    timeout: Annotated[float, Field(gt=0, le=3600)] = 120.0
    poll: Annotated[float, Field(gt=0, le=600)] | None = None

    @field_validator("base_url")
    @classmethod
    def _is_url(cls, value: str) -> str:
        url = urlsplit(value)
        if value and (url.scheme not in ("http", "https") or not url.hostname or url.query):
            raise ValueError("an address like http://127.0.0.1:30000/v1 is due")
        return value.rstrip("/")

    @field_validator("models", mode="before")
    @classmethod
    def _complete(cls, rows: Any, info: ValidationInfo) -> Any:  # noqa: ANN401 - as written in the file
        server = SERVERS.get(info.data.get("server", ""))
        if server is None or not isinstance(rows, Sequence) or isinstance(rows, str):
            return rows
        return [_row(row, server) for row in rows]

    @model_validator(mode="after")
    def _names_models(self) -> Self:
        if self.base_url and not self.models:
            raise ValueError('name what the server serves: models = ["…"]')
        return self

    @property
    def address(self) -> str:
        """Where requests go."""
        return self.base_url or os.environ.get(BASE_URL, "").rstrip("/") or OPENAI

    @property
    def key_variable(self) -> str:
        """The variable that holds the key; empty when none is needed."""
        return self.key_env or ("" if self.base_url else KEY)

    @property
    def key(self) -> str:
        """The key: read when it is needed, kept nowhere."""
        return os.environ.get(self.key_variable, "") if self.key_variable else ""

    @property
    def account(self) -> str:
        """A fingerprint of address and key: tells accounts apart, and nothing else."""
        return hashlib.sha256(f"{self.address}\n{self.key}".encode()).hexdigest()[:16]


def _row(row: Any, server: Server) -> Any:  # noqa: ANN401 - as written in the file
    """A model's table with what is known of its server; names stand for tables."""
    table = {"id": row} if isinstance(row, str) else row
    if not isinstance(table, Mapping):
        return row
    if table.get("price") and "as_of" not in table:
        raise ValueError('a price needs the day it was read: as_of = "2026-11-25"')
    missing = [key for key in ("fps", "sizes") if not table.get(key)]
    if missing and not server.frames:
        # What comes in another rate or size than the film's is paid for and refused.
        raise ValueError(
            f"{table.get('id')!r}: its server cannot be told rate and size of a clip, "
            f"so say what it makes: {' and '.join(missing)}"
        )
    lengths = Durations() if server.frames else Durations.model_validate({"minimum": 1, "step": 1})
    return {
        "as_of": AS_OF,
        "source": "ministudio.toml",
        "dialect": _dialect(str(table.get("id"))),
        "durations": lengths,
        "seed": bool(server.seed),
        "negative": bool(server.negative),
        **table,
    }


def _dialect(model: str) -> str:
    """The dialect that a model's name tells of."""
    plain = re.sub(r"[-_.]", "", model.lower())
    return next((DIALECTS[word] for word in DIALECTS if word in plain), "generic")


def load_models(settings: Settings) -> Sequence[ModelInfo]:
    """The models of an endpoint: those of its table, else OpenAI's, which are retired."""
    if settings.models:
        return settings.models
    text = resources.files("ministudio_sora").joinpath("models.json").read_text("utf-8")
    return [ModelInfo.model_validate(row) for row in json.loads(text)]


def needed_variables(settings: Settings) -> tuple[str, ...]:
    """The variables that have to be in the environment."""
    return (settings.key_variable,) if settings.key_variable else ()


def reconcile_class(_model: ModelInfo, settings: Mapping[str, Any]) -> ReconcileClass:
    """Lost sends are looked for in the server's list, where it has one."""
    return "list" if SERVERS[Settings(**settings).server].lists else "none"
