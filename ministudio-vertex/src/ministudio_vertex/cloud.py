"""The connection to Google Cloud: sign-in, the SDK's clients, and errors without secrets."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import anyio
import anyio.to_thread

from ministudio.errors import MinistudioError
from ministudio_vertex.auth import sign_in
from ministudio_vertex.errors import mapped, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from google import genai
    from google.auth.credentials import Credentials

    from ministudio_vertex.errors import Doing
    from ministudio_vertex.settings import Settings

# One try, and no more. Veo's calls count the first as an attempt; those of the Interactions API
# count it in 3.x and not in 2.34, where 0 and 1 both send twice: below nothing, none counts on.
ONE_TRY = -1
SIGN_IN_SECONDS = 30.0
SHORTEST_SECRET = 6  # what is shorter would be found in any text


class Cloud:
    """What all calls of one endpoint share. Nothing of the SDK is imported before the first."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.project = ""
        self._credentials: Credentials | None = None
        self._secrets: tuple[str, ...] = ()
        self._clients: dict[str, genai.Client] = {}
        self._lock = anyio.Lock()

    async def client(self, location: str) -> genai.Client:
        """The SDK's client for a location, signed in with a fresh token.

        Raises:
            ProviderError: of kind `auth`, or `transient` when the way to sign in is cut.
        """
        await self.token()
        if location not in self._clients:
            build = partial(self._build, location)
            self._clients[location] = await anyio.to_thread.run_sync(build)
        return self._clients[location]

    async def token(self) -> Credentials:
        """Credentials with a token that is good now.

        Raises:
            ProviderError: of kind `auth`, or `transient` when the way to sign in is cut.
        """
        async with self._lock:
            if self._credentials is None:
                found = await anyio.to_thread.run_sync(sign_in, self.settings)
                self._credentials, self.project, self._secrets = found
            if not self._credentials.valid:
                with self.errors("asking"):
                    await anyio.to_thread.run_sync(
                        _refresh, self._credentials, abandon_on_cancel=True
                    )
            return self._credentials

    def bearer(self) -> str:
        """The token, for calls that the SDK does not make."""
        return str(getattr(self._credentials, "token", None) or "")

    @contextmanager
    def errors(self, doing: Doing) -> Iterator[None]:
        """Map what the SDK raises; no message holds a key or a token.

        The SDK's exception is not chained: a traceback would show it, with all that it holds.
        """
        try:
            yield
        except MinistudioError:
            raise
        except Exception as error:  # noqa: BLE001 - strangers' exceptions become ours
            raise mapped(error, doing, message=self.scrubbed(told(error))) from None

    def scrubbed(self, text: str) -> str:
        """A text of the service without our secrets."""
        for secret in (*self._secrets, self.bearer()):
            if len(secret) >= SHORTEST_SECRET:
                text = text.replace(secret, "[secret]")
        return text

    async def aclose(self) -> None:
        """Close the clients' connections."""
        clients, self._clients = self._clients, {}
        for client in clients.values():
            await client.aio.aclose()
            client.close()

    def _build(self, location: str) -> genai.Client:
        from google import genai
        from google.genai import types

        settings = self.settings
        options = types.HttpOptions(
            timeout=round(settings.timeout * 1000),
            retry_options=types.HttpRetryOptions(attempts=ONE_TRY),
        )
        if settings.base_url:
            options.base_url = settings.base_url
        return genai.Client(
            vertexai=True,
            project=self.project,
            location=location,
            credentials=self._credentials,
            http_options=options,
        )


def _refresh(credentials: Credentials) -> None:
    from google.auth.transport.requests import Request

    def request(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as google-auth calls it
        return send(*args, **{**kwargs, "timeout": SIGN_IN_SECONDS})

    send = Request()
    credentials.refresh(request)  # type: ignore[no-untyped-call]  # google-auth has no types here
