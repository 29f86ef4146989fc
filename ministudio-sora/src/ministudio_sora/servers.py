"""The servers of the protocol, and how they differ: data, read from their own code.

Sources: openai-python 3.51 (the protocol), SGLang Diffusion 0.5.23 `openai/video_api.py`,
vLLM-Omni 0.30 `protocol/videos.py` and `api_server.py`, LiteLLM proxy 1.110
`video_endpoints`, OpenRouter's reference; as of 2026-11-24.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ministudio.interfaces.provider import JobState

ServerName = Literal["openai", "sglang", "vllm-omni", "litellm", "openrouter"]
AS_OF = datetime.date(2026, 11, 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """One kind of server.

    `encoding` of a request's body. `length` is what it calls the seconds; `tiers`: the size is
    told as resolution and aspect ratio; `frames`: it takes fps and a number of frames, so any
    length and rate can be had. `seed`, `negative` and `sound` are its fields for them, empty
    where there is none.

    `lists` says that jobs can be listed, `keeps` that they outlive a restart of the server.
    `aborts`: DELETE stops a running job. `bills_failures`: it is not certain that a failed job
    costs nothing. `costs`: a finished job tells what it cost, in USD.
    """

    encoding: Literal["form", "json"]
    length: Literal["seconds", "duration"] = "seconds"
    tiers: bool = False
    frames: bool = False
    seed: str = ""
    negative: str = ""
    sound: str = ""
    lists: bool = False
    keeps: bool = True
    aborts: bool = False
    bills_failures: bool = True
    costs: bool = False


SERVERS: Mapping[ServerName, Server] = {
    "openai": Server(encoding="form", lists=True, bills_failures=False),
    "sglang": Server(
        encoding="json",
        frames=True,
        seed="seed",
        negative="negative_prompt",
        lists=True,
        keeps=False,
        bills_failures=False,
    ),
    "vllm-omni": Server(
        encoding="form",
        frames=True,
        seed="seed",
        negative="negative_prompt",
        sound="generate_sound",
        lists=True,
        keeps=False,
        aborts=True,
        bills_failures=False,
    ),
    # Its list is that of one backend at a time: what is missing there may be at another.
    "litellm": Server(encoding="json", seed="seed", sound="generate_audio"),
    "openrouter": Server(
        encoding="json",
        length="duration",
        tiers=True,
        seed="seed",
        sound="generate_audio",
        costs=True,
    ),
}

DIALECTS: Mapping[str, str] = {
    "ltx2": "ltx-2",
    "ltx": "ltx",
    "wan2": "wan",
    "wan3": "wan",
    "hunyuan": "hunyuan-video",
    "cogvideo": "cogvideox",
    "veo": "veo",
}
"""The dialect of a family of models, by what its ids have in them, without `-`, `_` and `.`."""

STATES: Mapping[str, JobState] = {
    "queued": "queued",
    "pending": "queued",
    "in_progress": "running",
    "processing": "running",
    "running": "running",
    "completed": "ready",
    "succeeded": "ready",
    "succeed": "ready",
    "failed": "failed",
    "cancelled": "cancelled",
    "canceled": "cancelled",
    "deleted": "cancelled",
    "expired": "expired",
}
"""What servers call the states of a job; anything else counts as running."""
