"""Style, continuity rules, and the seed's named styles and templates as types."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import Field

from ministudio.config.base import EMPTY, FrozenMap, JsonMap, Model

_PLACEHOLDER = re.compile(r"\{([A-Za-z_]\w*)\}")


class StyleDNA(Model):
    """How the whole film looks: free `traits`, and `references` in words or as image paths.

    Read by the compiler and the animatic; the same for every shot.
    """

    traits: JsonMap = EMPTY
    references: tuple[str, ...] = ()


class ContinuityEngine(Model):
    """Free rules that hold from shot to shot; the compiler writes them into each prompt."""

    rules: JsonMap = EMPTY


class StyleConfig(Model):
    """A named style: what `VideoConfig.style_name` stands for.

    `characters` and `environment` say how people and places are drawn in it, `technical` how the
    picture is made (grain, line, colour, …); all three are free.
    """

    name: str = "ghibli"
    description: str = ""
    characters: JsonMap = EMPTY
    environment: JsonMap = EMPTY
    technical: JsonMap = EMPTY

    @property
    def dna(self) -> StyleDNA:
        """The style as a storyboard says it: every field of this one among the traits."""
        traits: dict[str, Any] = {
            "look": self.description,
            "people": self.characters,
            "places": self.environment,
            **self.technical,
        }
        return StyleDNA(traits={name: trait for name, trait in traits.items() if trait})


class VideoTemplate(Model):
    """A named form of video: what `VideoConfig.template_name` stands for.

    `duration` is in seconds. `prompt_template` is text with `{placeholders}`; `variables` are their
    values unless `render_prompt` is told others.
    """

    name: str
    description: str
    duration: Annotated[int | float, Field(gt=0)] = 8
    mood: str = ""
    style: str = ""
    prompt_template: str = "{action}"
    variables: FrozenMap[str] = EMPTY

    def render_prompt(self, **values: object) -> str:
        """The prompt with every `{placeholder}` filled in; unknown ones become empty.

        Placeholders are plain names: no attribute or index of a value can be reached.
        """
        known = {**self.variables, "mood": self.mood, "style": self.style}
        known |= {name: str(value) for name, value in values.items()}
        return _PLACEHOLDER.sub(lambda match: known.get(match[1], ""), self.prompt_template)
