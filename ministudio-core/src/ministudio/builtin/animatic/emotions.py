"""Emotions as numbers of a face and a posture, and the words that mean them."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expression:
    """A face and what the body does with it. Lengths are in head heights, 0 is at rest.

    brow_in, brow_out: lift of the brow's inner and outer end; brow_up: further lift of one brow.
    lid: opening of the eye, 1 at rest; lower: lift of the lower lid. corner: lift of the mouth's
    corners; open: how far the mouth stands open; wide: its width; teeth: whether they show;
    skew: one-sided mouth. drop: head forward-down; shoulders: their lift; lean: of the trunk.
    flush: colour in the cheeks; tears; pupil: its size; glow and pulse: for beings that shine.
    """

    brow_in: float = 0.0
    brow_out: float = 0.0
    brow_up: float = 0.0
    lid: float = 1.0
    lower: float = 0.0
    corner: float = 0.0
    open: float = 0.0
    wide: float = 1.0
    teeth: bool = False
    skew: float = 0.0
    drop: float = 0.0
    shoulders: float = 0.0
    lean: float = 0.0
    tilt: float = 0.0
    flush: float = 0.0
    tears: bool = False
    pupil: float = 1.0
    glow: float = 1.0
    pulse: str = "steady"


E = Expression
EXPRESSIONS: dict[str, Expression] = {
    "neutral": E(brow_in=0.004, lid=0.97, corner=0.008),
    "happy": E(brow_in=.015, brow_out=.022, lid=.9, lower=.3, corner=.05, wide=1.14, drop=-.015,
               lean=-.01, flush=.3, glow=1.15),
    "joy": E(brow_in=.03, brow_out=.045, lid=.78, lower=.55, corner=.065, open=.055, wide=1.22,
             teeth=True, drop=-.045, lean=-.02, tilt=.03, flush=.5, glow=1.3, pulse="bright"),
    "laughing": E(brow_in=.035, brow_out=.04, lid=.16, lower=.7, corner=.07, open=.1, wide=1.24,
                  teeth=True, drop=-.07, shoulders=.04, lean=-.05, tilt=.05, flush=.6, glow=1.3,
                  pulse="fast"),
    "sad": E(brow_in=.06, brow_out=-.04, lid=.72, corner=-.045, wide=.86, drop=.09, shoulders=-.05,
             lean=.06, tilt=-.05, glow=.65, pulse="slow"),
    "crying": E(brow_in=.075, brow_out=-.045, lid=.45, lower=.4, corner=-.055, open=.03, wide=.95,
                teeth=True, drop=.1, shoulders=.03, lean=.07, flush=.5, tears=True, glow=.6,
                pulse="irregular"),
    "angry": E(brow_in=-.055, brow_out=.03, lid=.82, lower=.25, corner=-.032, wide=.95, drop=.045,
               shoulders=.05, lean=.05, flush=.25, pupil=.85, glow=1.25, pulse="fast"),
    "furious": E(brow_in=-.075, brow_out=.05, lid=.95, lower=.35, corner=-.04, open=.065, wide=1.05,
                 teeth=True, drop=.055, shoulders=.09, lean=.1, flush=.7, pupil=.7, glow=1.45,
                 pulse="irregular"),
    "afraid": E(brow_in=.068, brow_out=.0, lid=1.3, corner=-.03, open=.035, wide=.88, teeth=True,
                drop=.03, shoulders=.1, lean=-.06, pupil=.65, glow=.8, pulse="irregular"),
    "surprised": E(brow_in=.065, brow_out=.065, lid=1.38, open=.09, wide=.7, drop=-.035,
                   shoulders=.05, lean=-.05, pupil=.8, glow=1.3, pulse="bright"),
    "suspicious": E(brow_in=-.012, brow_out=.008, brow_up=.05, lid=.68, lower=.25, corner=-.012,
                    wide=.9, skew=.3, drop=.03, lean=.05, tilt=.03),
    "worried": E(brow_in=.05, brow_out=-.012, lid=1.06, corner=-.024, wide=.84, drop=.045,
                 shoulders=.085, lean=.02, glow=.85, pulse="irregular"),
    "curious": E(brow_in=.025, brow_out=.045, brow_up=.03, lid=1.14, corner=.016, open=.012,
                 wide=.94, drop=-.01, lean=.06, tilt=.07, pupil=1.15, glow=1.1, pulse="irregular"),
    "calm": E(brow_in=.008, lid=.8, corner=.018, drop=.0, shoulders=-.03, glow=.95, pulse="slow"),
    "determined": E(brow_in=-.038, brow_out=.024, lid=.88, lower=.15, corner=.002, wide=.95,
                    drop=.02, shoulders=.02, lean=.035, glow=1.2),
    "awe": E(brow_in=.05, brow_out=.05, lid=1.26, corner=.015, open=.05, wide=.8, drop=-.06,
             lean=-.02, pupil=1.25, glow=1.25, pulse="slow"),
    "disgusted": E(brow_in=-.035, brow_out=-.005, lid=.62, lower=.5, corner=-.045, wide=.86,
    skew=.5,
                   drop=-.01, lean=-.07, tilt=-.06, glow=.8),
    "embarrassed": E(brow_in=.045, brow_out=.0, lid=.74, lower=.2, corner=.02, wide=.85, skew=.3,
                     drop=.07, shoulders=.06, tilt=-.05, flush=1.0, glow=.85),
    "proud": E(brow_in=.0, brow_out=.03, lid=.72, lower=.2, corner=.035, wide=1.02, drop=-.06,
               shoulders=.01, lean=-.04, glow=1.2),
    "tired": E(brow_in=.015, brow_out=-.02, lid=.5, corner=-.018, wide=.9, drop=.08, shoulders=-.07,
               lean=.05, glow=.6, pulse="slow"),
    "love": E(brow_in=.03, brow_out=.01, lid=.74, lower=.35, corner=.042, wide=1.0, drop=.0,
              tilt=.08, flush=.8, pupil=1.3, glow=1.2, pulse="slow"),
    "confused": E(brow_in=.02, brow_out=-.01, brow_up=.055, lid=1.05, corner=-.02, wide=.82,
    skew=.6,
                  open=.008, tilt=.09, pulse="irregular"),
    "thinking": E(brow_in=-.012, brow_out=.015, brow_up=.02, lid=.86, corner=-.008, wide=.82,
                  skew=.4, drop=.02, tilt=.04, pulse="slow"),
    "bored": E(brow_in=.0, brow_out=-.015, lid=.46, corner=-.015, wide=.92, drop=.03,
    shoulders=-.06,
               tilt=-.08, glow=.7, pulse="slow"),
    "pained": E(brow_in=.03, brow_out=-.025, lid=.25, lower=.7, corner=-.04, open=.03, wide=1.08,
                teeth=True, drop=.06, shoulders=.08, lean=.1, flush=.3, glow=.7, pulse="irregular"),
    "mischievous": E(brow_in=-.03, brow_out=.045, brow_up=.02, lid=.74, lower=.3, corner=.05,
                     wide=1.1, skew=.6, drop=.03, lean=.03, tilt=.06, glow=1.1),
    "tender": E(brow_in=.028, brow_out=.0, lid=.82, lower=.15, corner=.03, wide=.98, drop=.02,
                tilt=.06, flush=.3, glow=1.05, pulse="slow"),
}  # fmt: skip
_SYNONYMS = {
    "neutral": "neutral composed blank impassive stoic professional",
    "happy": "happy happiness cheerful glad pleased smile smiles smiling friendly content warm "
             "amused optimistic grateful gratitude satisfied welcoming delighted",
    "joy": "joy joyful joyous excited excitement thrilled elated ecstatic beaming grin grins "
           "grinning overjoyed enthusiastic exhilarated triumphant cheering jubilant",
    "laughing": "laugh laughs laughing laughter giggle giggles chuckle chuckles hilarious",
    "sad": "sad sadness sorrow sorrowful gloomy melancholy grief grieving mournful dejected "
           "heartbroken lonely downcast regret regretful disappointed wistful somber",
    "crying": "cry cries crying weep weeps weeping sob sobs sobbing tearful tears despair anguish",
    "angry": "angry anger annoyed irritated frown frowns frowning scowl scowls mad hostile stern "
             "resentful frustrated frustration accusing glare glares glaring indignant",
    "furious": "furious fury rage raging enraged wrath outraged screams scream shouts shout yells "
               "roars livid",
    "afraid": "afraid fear fearful scared frightened terrified terror panic panicked horrified "
              "horror dread scream-in-fear",
    "surprised": "surprised surprise shocked shock startled astonished amazed gasp gasps stunned "
                 "astonishment disbelief",
    "suspicious": "suspicious suspicion skeptical sceptical doubtful doubt wary mistrust distrust "
                  "sly guarded cautious",
    "worried": "worried worry tense nervous anxious anxiety uneasy stressed concern concerned "
               "apprehensive hesitant uncertain insecure restless",
    "curious": "curious curiosity interested intrigued inquisitive attentive alert wonder-filled "
               "questioning eager",
    "calm": "calm peaceful serene serenity relaxed tranquil still gentle quiet patient meditative "
            "at-ease contentment",
    "determined": "determined determination certain confident resolute focused focus serious "
                  "brave courage courageous bold resolve sure intense concentrated",
    "awe": "awe awed wonder wonderment reverent reverence mesmerized amazement enchanted marvel "
           "marvels entranced magical hopeful hope",
    "disgusted": "disgusted disgust revolted repulsed contempt contemptuous sneer sneers",
    "embarrassed": "embarrassed embarrassment shy ashamed shame bashful guilty guilt blushing "
                   "sheepish humble",
    "proud": "proud pride smug arrogant haughty superior noble dignified majestic victorious",
    "tired": "tired exhausted weary sleepy fatigued drowsy yawns yawning drained",
    "love": "love loving adoring affection affectionate romantic infatuated smitten",
    "confused": "confused confusion puzzled perplexed bewildered lost baffled disoriented",
    "thinking": "thinking thoughtful pensive contemplative reflective pondering ponders "
                "considering analytical",
    "bored": "bored boredom indifferent uninterested apathetic disinterested sarcastic",
    "pained": "pain pained hurt suffering agony wince winces wincing aching injured strained",
    "mischievous": "mischievous playful cunning smirk smirks smirking scheming wicked evil devious "
                   "teasing cheeky villainous menacing sinister",
    "tender": "tender kind compassion compassionate empathy empathetic caring nostalgic soft "
              "sympathetic wise relief relieved touched",
}  # fmt: skip
_BY_WORD = {word: key for key, words in _SYNONYMS.items() for word in words.split()}
# In prose these say how something is done, or mean something else, more often than a feeling.
_NOT_IN_PROSE = frozenset(
    re.findall(
        r"[a-z]+",
        "still gentle quiet soft lost certain sure kind tears warm hope strained focus eager mad "
        "effort love doubt intense noble serious welcoming wise magical alert neutral cry patient "
        "relief shame shock fear pain shout wonder surprise concern marvel bold focused",
    )
)


def emotion_of(text: str, *, in_prose: bool = False) -> str:
    """The emotion that the words name, or an empty text."""
    for word in re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower()):
        for form in (word, word.removesuffix("ly"), word.removesuffix("ily") + "y"):
            if form in _BY_WORD and not (in_prose and form in _NOT_IN_PROSE):
                return _BY_WORD[form]
    return ""
