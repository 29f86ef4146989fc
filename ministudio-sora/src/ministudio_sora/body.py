"""From a request to the body of `POST /videos`, in the words of a server."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from ministudio.errors import ProviderError
from ministudio_sora.errors import NAME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ministudio.interfaces.capabilities import ModelInfo
    from ministudio.interfaces.request import Request
    from ministudio_sora.servers import Server

_OURS = frozenset(
    {"model", "prompt", "seconds", "duration", "size", "width", "height", "resolution"}
    | {"aspect_ratio", "fps", "num_frames", "seed", "negative_prompt", "n"}
)


def require_offered(request: Request, models: Iterable[ModelInfo]) -> None:
    """Refuse what no model of the endpoint makes, before it is sent.

    Raises:
        ProviderError: the model is not one of the endpoint's, or makes other sizes.
    """
    model = next((info for info in models if info.id == request.model), None)
    size = f"{request.width}x{request.height}"
    if model is None:
        raise _cannot(f"has no model {request.model!r}")
    if model.sizes and size not in model.sizes:
        raise _cannot(f"makes {', '.join(model.sizes)} with {model.id}, not {size}")


def body_of(request: Request, server: Server) -> dict[str, Any]:
    """The fields of a request; `options` of the endpoint's `model_options` go beside them.

    Raises:
        ProviderError: the server cannot be asked for this; nothing was sent.
    """
    body = {
        "model": request.model,
        "prompt": request.text,
        **_size(request, server),
        **_length(request, server),
        **_extras(request, server),
        **_options(request),
    }
    return body if server.encoding == "json" else {key: _text(body[key]) for key in body}


def _size(request: Request, server: Server) -> dict[str, str]:
    width, height = request.width, request.height
    if not server.tiers:
        return {"size": f"{width}x{height}"}
    common = math.gcd(width, height)
    return {
        "resolution": f"{min(width, height)}p",
        "aspect_ratio": f"{width // common}:{height // common}",
    }


def _length(request: Request, server: Server) -> dict[str, int | str]:
    seconds = math.ceil(request.seconds)
    if server.frames:  # they know only whole frames a second
        return {
            server.length: str(seconds),
            "fps": round(request.fps),
            "num_frames": request.frames,
        }
    if seconds != request.seconds:
        raise _cannot(f"makes whole seconds, not {float(request.seconds):g}")
    return {server.length: seconds if server.length == "duration" else str(seconds)}


def _extras(request: Request, server: Server) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if request.seed is not None and server.seed:
        fields[server.seed] = request.seed
    if request.negative:
        if not server.negative:
            raise _cannot("has no negative prompt")
        fields[server.negative] = request.negative
    if request.audio and server.sound:
        fields[server.sound] = True
    return fields


def _options(request: Request) -> dict[str, Any]:
    """The endpoint's own fields, which cannot contradict the request."""
    if taken := sorted(_OURS & set(request.options)):
        raise _cannot(f"is told {', '.join(taken)} by the storyboard, not by `model_options`")
    return dict(request.options)


def _cannot(why: str) -> ProviderError:
    return ProviderError(f"this server {why}", kind="invalid_request", provider=NAME)


def _text(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """A value in a form: text as it is, the rest as JSON, which these servers expect."""
    return value if isinstance(value, str) else json.dumps(value, default=dict)
