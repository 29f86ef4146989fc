"""The endpoint's table in `ministudio.toml`, and what may stand in its `model_options`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, ValidationError, model_validator

from ministudio.config.base import EMPTY, FrozenMap, JsonMap, Model, PathText
from ministudio.errors import ProviderError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ministudio.interfaces.capabilities import ModelInfo
    from ministudio.interfaces.provider import ReconcileClass

NAME = "vertex-ai"
KEY_ENV = "GCP_SERVICE_ACCOUNT_JSON"
STORAGE = "https://storage.googleapis.com"
OUTPUT = re.compile(r"gs://[a-z0-9][a-z0-9._-]{1,220}(?:/[^\s?#*]*)?")

LABEL = re.compile(r"[a-z][a-z0-9_-]{0,62}")
LabelValue = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{0,63}$")]


class Settings(Model):
    """How the endpoint reaches Google Cloud.

    `project` and `location` (of Veo; Gemini Omni is always in `global`). `credentials_file` is a
    JSON file of a service account or of `gcloud`; `key_env` names the variable that holds the
    JSON text of a service account. `output` is a folder of a bucket of the user's,
    `gs://bucket/folder`: results go there, each attempt's to a place of its own, and what was
    lost on the way can be found again. `labels` go on the bill. `background` sends Gemini Omni's
    jobs without waiting for them. A send may take `timeout` seconds. `base_url` and
    `storage_url` are other places of the two services.
    """

    project: str = ""
    location: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,40}$")] = "us-central1"
    credentials_file: PathText = ""
    key_env: str = KEY_ENV
    output: str = ""
    labels: FrozenMap[LabelValue] = EMPTY
    background: bool = True
    timeout: Annotated[float, Field(gt=0, le=3600)] = 120.0
    base_url: str = ""
    storage_url: str = STORAGE

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.output and not OUTPUT.fullmatch(self.output):
            raise ValueError(f"output {self.output!r} is no place in a bucket: gs://bucket/folder")
        for name in self.labels:
            if not LABEL.fullmatch(name):
                raise ValueError(f"labels: {name!r} is no name of a label: use a-z, 0-9, - and _")
        for name in ("base_url", "storage_url"):
            value = getattr(self, name)
            if value and not _is_safe(value):
                raise ValueError(f"{name} {value!r}: https:// is due, as a key is sent there")
        return self

    def place(self, attempt: str) -> str:
        """The folder of one attempt's results, with a slash at its end; empty without a bucket."""
        return f"{self.output.rstrip('/')}/{attempt}/" if self.output else ""


class ModelOptions(Model):
    """What `model_options` may hold; part of each request.

    `generate_audio` false makes Veo silent. `enhance_prompt` lets Google rewrite the prompt.
    """

    person_generation: Literal["dont_allow", "allow_adult", "allow_all", ""] = ""
    compression_quality: Literal["OPTIMIZED", "LOSSLESS", ""] = ""
    generate_audio: bool = True
    enhance_prompt: bool = False

    @classmethod
    def of(cls, options: JsonMap, *, model: str) -> Self:
        """Read the options of a request to a model.

        Raises:
            ProviderError: there is one that this model does not take.
        """
        try:
            checked = cls.model_validate(dict(options))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise _refused(f"model_options.{where}: {first['msg']}") from None
        if is_omni(model) and checked.model_fields_set:
            given = ", ".join(sorted(checked.model_fields_set))
            raise _refused(f"model_options: {model} takes no {given}")
        return checked


def is_omni(model: str) -> bool:
    """Whether a model is reached through the Interactions API."""
    return model.startswith("gemini-")


def reconcile_class(_model: ModelInfo, settings: Mapping[str, Any]) -> ReconcileClass:
    """With a bucket of the user's, what was lost on the way is found by its unique place."""
    return "place" if settings.get("output") else "none"


def _is_safe(url: str) -> bool:
    loopback = re.match(r"http://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(/|$)", url)
    return url.startswith("https://") or loopback is not None


def _refused(message: str) -> ProviderError:
    return ProviderError(message, kind="invalid_request", provider=NAME)
