"""The templates that come with Ministudio, by the names that `VideoConfig.template_name` takes."""

from __future__ import annotations

from ministudio.config.base import FrozenDict
from ministudio.config.style import VideoTemplate

cinematic_template = VideoTemplate(
    name="cinematic",
    description="A moment of a feature film",
    duration=12,
    mood="dramatic",
    style="cinematic",
    prompt_template="{action} {framing}",
    variables={"framing": "The camera takes its time; light and staging tell the story."},
)
explainer_template = VideoTemplate(
    name="explainer",
    description="One idea, shown so that it is understood",
    duration=10,
    mood="curious",
    style="ghibli",
    prompt_template="{action} It makes {concept} easy to grasp: {framing}",
    variables={
        "concept": "the idea",
        "framing": "one thing at a time, mid-frame.",
    },
)
marketing_template = VideoTemplate(
    name="marketing",
    description="A product or a promise at its best",
    duration=8,
    mood="professional",
    style="realistic",
    prompt_template="{action} {concept} is the hero of the picture. {framing}",
    variables={"concept": "The product", "framing": "Clean background, confident light."},
)

TEMPLATES: FrozenDict[str, VideoTemplate] = FrozenDict(
    (template.name, template)
    for template in (cinematic_template, explainer_template, marketing_template)
)
