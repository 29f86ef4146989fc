"""The user's bucket: what lies at the place of an attempt, and how it is fetched.

Only places that this package has chosen are read: an address in an answer is compared with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import anyio.to_thread

from ministudio.errors import ProviderError
from ministudio_vertex.settings import NAME

if TYPE_CHECKING:
    from pathlib import Path

    from ministudio_vertex.cloud import Cloud

_SECONDS = 60.0
_CHUNK = 1 << 20


class StorageError(Exception):
    """The object store said no; `status_code` is what it said."""

    def __init__(self, status_code: int, text: str) -> None:
        self.status_code = status_code
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class Bucket:
    """Reads objects through the JSON API of Cloud Storage."""

    cloud: Cloud

    async def find(self, place: str) -> str:
        """The address of the video at a place; empty when there is none yet.

        Raises:
            ProviderError: the place cannot be looked at.
        """
        with self.cloud.errors("asking"):
            name, prefix = _split(place)
            path = f"/storage/v1/b/{quote(name, safe='')}/o"
            query = {"prefix": prefix, "fields": "items(name)"}
            listed = await self._run(partial(self._get_json, path, query))
            items = listed.get("items") or []
            names = [str(item["name"]) for item in items]
            videos = sorted(one for one in names if one.endswith(".mp4"))
            return f"gs://{name}/{videos[0]}" if videos else ""

    async def fetch(self, uri: str, place: str, path: Path) -> None:
        """Write the object at `uri`, which has to lie at `place`, to a file.

        Raises:
            ProviderError: it cannot be had, or lies elsewhere.
        """
        if not place or not uri.startswith(place):
            message = f"the result lies at {uri!r}, which is not where it was sent: {place!r}"
            raise ProviderError(message, kind="bad_output", provider=NAME)
        with self.cloud.errors("fetching"):
            name, key = _split(uri)
            source = f"/storage/v1/b/{quote(name, safe='')}/o/{quote(key, safe='')}"
            await self._run(partial(self._download, source, path))

    async def _run(self, call: Any) -> Any:  # noqa: ANN401 - gives what the call gives
        await self.cloud.token()
        return await anyio.to_thread.run_sync(call, abandon_on_cancel=True)

    def _get_json(self, path: str, query: dict[str, str]) -> Any:  # noqa: ANN401 - any JSON
        return self._open(path, query).json()

    def _download(self, path: str, target: Path) -> None:
        answer = self._open(path, {"alt": "media"})
        due = answer.headers.get("Content-Length")
        with answer, target.open("wb") as file:
            size = sum(file.write(chunk) for chunk in answer.iter_content(_CHUNK))
        if due is not None and size != int(due):
            raise StorageError(502, f"{size:,} bytes came, and {due} were announced")

    def _open(self, path: str, query: dict[str, str]) -> Any:  # noqa: ANN401 - a requests.Response
        import requests

        answer = requests.get(
            f"{self.cloud.settings.storage_url.rstrip('/')}{path}",
            params=query,
            headers={
                "Authorization": f"Bearer {self.cloud.bearer()}",
                "Accept-Encoding": "identity",
            },
            timeout=_SECONDS,
            stream=True,
            allow_redirects=False,  # the token goes to the store and nowhere else
        )
        if answer.status_code != 200:
            raise StorageError(answer.status_code, f"{answer.status_code}: {answer.text[:200]}")
        return answer


def _split(uri: str) -> tuple[str, str]:
    """`gs://bucket/some/name` as bucket and name."""
    bucket, _, name = uri.removeprefix("gs://").partition("/")
    return bucket, name
