"""Props: things with a state, and a holder or a place."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from ministudio.config.base import Model, Paths


class Prop(Model):
    """A thing that the story keeps track of; read by the state machine, the compiler, the animatic.

    `what` says what it is (the key in files is `is`), `state` how it is ("closed", "lit"),
    `held_by` is the key of a character, `at` the key of an environment: one of the two at most.
    A `hidden` prop exists but is not seen.
    """

    what: str = Field(validation_alias="is", serialization_alias="is", min_length=1)
    state: str = ""
    held_by: str | None = None
    at: str | None = None
    hidden: bool = False
    reference_images: Paths = ()

    @model_validator(mode="after")
    def _one_whereabouts(self) -> Self:
        if self.held_by is not None and self.at is not None:
            raise ValueError("a prop is `held_by` somebody or `at` a place, not both")
        return self
