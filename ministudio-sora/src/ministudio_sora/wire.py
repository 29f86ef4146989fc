"""The calls of the protocol, through the official client's generic verbs.

`client.videos` is left alone: each of its methods warns that it is deprecated, some of them
cannot send what servers want, and the client sends a paid request up to three times unless it
is told not to. The verbs are public, the same in openai 2 and 3, and everything else of the
client (connections, timeouts, errors) is in use.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import anyio
from anyio import to_thread

from ministudio.errors import ProviderError
from ministudio_sora.errors import NAME, translate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import openai

    from ministudio_sora.errors import Doing
    from ministudio_sora.settings import Settings

_CHUNK = 1 << 20
_LARGEST = 4 << 30  # bytes of a clip
_STREAM = {"X-Stainless-Raw-Response": "stream"}  # the client leaves the body to us
_NO_KEY = "none"  # the client wants one, servers of one's own look at none


@dataclass(frozen=True, slots=True)
class Record:
    """An answer: JSON, and the headers that came with it."""

    data: Mapping[str, Any]
    headers: Mapping[str, str]


class Wire:
    """One server. The client is built, and the SDK imported, by the first call."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client: openai.AsyncOpenAI | None = None

    @property
    def key(self) -> str:
        """The key that is in use, to keep it out of messages."""
        return self._settings.key

    async def create(self, body: Mapping[str, Any], *, form: bool, ref: str) -> Record:
        """Send a job, once. `ref` tells a server that cares that a repetition is one."""
        headers = {"Idempotency-Key": ref}
        if form:
            headers["Content-Type"] = "multipart/form-data"
        return await self._json("submit", "POST", "/videos", body=body, headers=headers)

    async def retrieve(self, job: str) -> Record:
        """A job's record."""
        return await self._json("poll", "GET", _place(job))

    async def page(self, after: str, *, limit: int) -> Record:
        """A page of the jobs, newest first."""
        query = {"limit": limit, "order": "desc", **({"after": after} if after else {})}
        return await self._json("list", "GET", "/videos", query=query)

    async def delete(self, job: str) -> Record:
        """Delete a job."""
        return await self._json("cancel", "DELETE", _place(job))

    async def download(self, job: str, choose: Callable[[str], Path]) -> None:
        """Write a job's clip; `choose` gives the file for its media type.

        Raises:
            ProviderError: it cannot be had, or is too large.
        """
        answer = await self._call("fetch", "GET", f"{_place(job)}/content", headers=_STREAM)
        try:
            path = choose(answer.headers.get("content-type", ""))
            size = 0
            async with await anyio.open_file(path, "wb") as file:
                async for chunk in answer.iter_bytes(_CHUNK):
                    size += len(chunk)
                    if size > _LARGEST:
                        message = f"the clip is larger than {_LARGEST:,} bytes"
                        raise ProviderError(message, kind="invalid_request", provider=NAME)
                    await file.write(chunk)
        finally:
            await answer.close()

    async def aclose(self) -> None:
        """Close the connections."""
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    async def _json(self, doing: Doing, method: str, path: str, **request: Any) -> Record:  # noqa: ANN401 - of _call
        answer = await self._call(doing, method, path, **request)
        try:
            data = await answer.json()
        except ValueError:
            data = None
        if not isinstance(data, Mapping):
            raise ProviderError(
                f"the answer to {method} {path} is no JSON object: is {NAME} at `base_url`?",
                kind="unknown_outcome" if doing == "submit" else "transient",
                provider=NAME,
            )
        return Record(data, answer.headers)

    async def _call(
        self,
        doing: Doing,
        method: str,
        path: str,
        *,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, Any] | None = None,
    ) -> openai.AsyncAPIResponse[object]:
        client = await self._connected()
        import openai

        answer = openai.AsyncAPIResponse[object]
        options: Any = {
            "headers": headers or {},
            "params": query or {},
            "follow_redirects": False,  # a key goes where it was meant to go
        }
        try:
            if method == "POST":
                return await client.post(path, cast_to=answer, body=body, options=options)
            if method == "DELETE":
                return await client.delete(path, cast_to=answer, options=options)
            return await client.get(path, cast_to=answer, options=options)
        except openai.APIError as error:
            if record := _failed_job(error):
                raise FailedJob(record) from None
            raise translate(error, doing, key=self.key) from None

    async def _connected(self) -> openai.AsyncOpenAI:
        if self._client is None:
            await to_thread.run_sync(importlib.import_module, "openai")
            from openai import AsyncOpenAI

            settings = self._settings
            if settings.key_variable and not settings.key:
                raise ProviderError(
                    f"there is no key: {settings.key_variable} is not in the environment",
                    kind="auth",
                    provider=NAME,
                )
            self._client = AsyncOpenAI(
                api_key=settings.key or _NO_KEY,
                base_url=settings.address,
                timeout=settings.timeout,
                max_retries=0,
            )
            if settings.base_url:  # these are meant for OpenAI
                self._client.organization = self._client.project = None
        return self._client


class FailedJob(Exception):
    """vLLM-Omni answers a question for a failed job with the job's own status code."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self.record = record
        super().__init__("the job has failed")


def _failed_job(error: openai.APIError) -> Mapping[str, Any] | None:
    import openai

    if not isinstance(error, openai.APIStatusError):
        return None
    try:
        record = error.response.json()
    except ValueError:
        return None
    if isinstance(record, Mapping) and record.get("object") == "video" and record.get("status"):
        return record
    return None


def _place(job: str) -> str:
    if job in (".", ".."):
        raise ProviderError(f"{job!r} is no id of a job", kind="lost", provider=NAME)
    return f"/videos/{quote(job, safe='')}"
