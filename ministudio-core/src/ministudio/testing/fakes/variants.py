"""How servers of the OpenAI Videos protocol differ, as a client meets it.

Sources: the servers' own code (SGLang Diffusion 0.5.23, vLLM-Omni 0.30, LiteLLM 1.110) and the
reference of OpenRouter. Written down here once more, apart from the client's table, so that an
error in one shows against the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

_OPENAI = frozenset({"model", "prompt", "seconds", "size", "input_reference"})
_DIFFUSION = frozenset({
    "seed", "negative_prompt", "fps", "num_frames", "width", "height", "num_inference_steps",
    "guidance_scale", "guidance_scale_2", "true_cfg_scale", "flow_shift", "extra_params",
})  # fmt: skip
_ROUTED = frozenset({
    "model", "prompt", "duration", "resolution", "aspect_ratio", "seed", "generate_audio",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A kind of server.

    `bodies` are the encodings it reads, `fields` what it knows: anything else is refused. A job
    that failed is told in its record with or without a code, or as the status of the answer.
    `delete` of a running job is refused, only forgets it, or aborts it.
    """

    base: str = "/v1"
    bodies: frozenset[str] = frozenset({"form", "json"})
    fields: frozenset[str]
    created: int = 200
    waiting: str = "queued"
    failure: Literal["code", "message", "http"] = "code"
    lists: bool = False
    pages: bool = False
    prompts: bool = True
    delete: Literal["refuses", "forgets", "aborts", ""] = ""
    variant_query: bool = True
    usage: bool = False


VARIANTS: dict[str, Variant] = {
    "openai": Variant(
        bodies=frozenset({"form"}), fields=_OPENAI, lists=True, pages=True, delete="refuses"
    ),
    "sglang": Variant(
        fields=_OPENAI | _DIFFUSION,
        failure="message",
        lists=True,
        prompts=False,
        delete="forgets",
        variant_query=False,
    ),
    "vllm-omni": Variant(
        bodies=frozenset({"form"}),
        fields=_OPENAI | _DIFFUSION | {"generate_sound"},
        failure="http",
        lists=True,
        pages=True,
        delete="aborts",
    ),
    "litellm": Variant(fields=_OPENAI | _ROUTED),
    "openrouter": Variant(
        base="/api/v1",
        bodies=frozenset({"json"}),
        fields=_ROUTED,
        created=202,
        waiting="pending",
        usage=True,
    ),
}
