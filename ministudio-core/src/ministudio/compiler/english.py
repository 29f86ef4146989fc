"""Small rules of English grammar: articles, plurals, and nouns for feelings."""

from __future__ import annotations

import re


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


_DETERMINERS = words(
    "a an the this that these those his her its their my our your no some any each every one two "
    "three four five six seven eight nine ten several many few both all most another"
)
_MASS = words(
    "armor armour leather clothing attire gear velvet silk denim cotton wool lace makeup underwear "
    "rain fog mist snow sleet hail wind haze smoke steam dust sand grass moss ivy foliage "
    "greenery water ice fire light sunlight moonlight candlelight daylight darkness shade glass "
    "wood stone metal concrete rubble debris furniture machinery neon jewelry jewellery gold "
    "silver hair skin fur traffic scenery sky sea space countryside woodland nothing everything "
    "nobody everyone black white red blue green yellow grey gray brown pink purple orange "
    "camouflage mud paper text music drizzle sunshine smog heat cold weather "
    "evidence luggage equipment electronics"
)
_PLURALS = words("people men women children feet teeth mice geese police cattle")
_HEAD_ENDS = re.compile(
    r"\s+(?:and|or|over|under|with|without|of|in|on|at|by|from|for|to|behind|beneath|beside|"
    r"around|against|near|that|which|who|full)\b|[,;:(]"
)
_VOWEL = re.compile(r"(?!uni|use|usu|eu|one\b|once)[aeiou]|hou?r\b|hon(?:est|ou?r)|heir", re.I)
_ADJECTIVES = {
    "joy": "joyful", "happiness": "happy", "delight": "delighted", "excitement": "excited",
    "love": "loving", "hope": "hopeful", "pride": "proud", "relief": "relieved",
    "serenity": "serene", "peace": "peaceful", "gratitude": "grateful", "trust": "trusting",
    "curiosity": "curious", "wonder": "full of wonder", "awe": "awestruck",
    "surprise": "surprised", "shock": "shocked", "confusion": "confused", "doubt": "doubtful",
    "suspicion": "suspicious", "determination": "determined", "confidence": "confident",
    "certainty": "certain", "focus": "focused", "fear": "afraid", "terror": "terrified",
    "panic": "panicked", "anxiety": "anxious", "worry": "worried", "concern": "concerned",
    "tension": "tense", "sadness": "sad", "sorrow": "sorrowful", "grief": "grieving",
    "despair": "despairing", "loneliness": "lonely", "melancholy": "melancholic",
    "disappointment": "disappointed", "regret": "regretful", "guilt": "guilty",
    "shame": "ashamed", "embarrassment": "embarrassed", "anger": "angry", "rage": "enraged",
    "fury": "furious", "frustration": "frustrated", "disgust": "disgusted",
    "contempt": "contemptuous", "jealousy": "jealous", "envy": "envious", "boredom": "bored",
    "exhaustion": "exhausted", "pain": "in pain", "mischief": "mischievous",
    "nostalgia": "nostalgic", "longing": "full of longing", "resolve": "resolute",
}  # fmt: skip
_NOUN_ENDINGS = ("ness", "ment", "tion", "sion", "ity", "ance", "ence", "ship", "dom")


def with_article(noun: str) -> str:
    """`red coat` becomes `a red coat`; plurals, masses and what has an article stay as they are."""
    noun = noun.strip()
    first, _, _ = noun.partition(" ")
    if not noun or not first[0].isalpha() or first.casefold() in _DETERMINERS:
        return noun
    if first.casefold().endswith(("'s", "’s")) or is_plural(noun) or _is_mass(noun):
        return noun
    return f"{'an' if _VOWEL.match(noun) else 'a'} {noun}"


def with_the(noun: str) -> str:
    """`red coat` becomes `the red coat`; `a red coat` as well; `her coat` stays."""
    first, _, rest = noun.strip().partition(" ")
    if first.casefold() in ("a", "an") and rest:
        return f"the {rest}"
    if first.casefold() in _DETERMINERS or first.casefold().endswith(("'s", "’s")):
        return noun.strip()
    return f"the {noun.strip()}"


def is_plural(noun: str) -> bool:
    """Whether the head of a noun phrase is a plural, as far as its ending shows."""
    head = _head(noun)
    if head in _PLURALS:
        return True
    return head.endswith("s") and not head.endswith(("ss", "us", "is", "'s", "ics", "lens"))


def _is_mass(noun: str) -> bool:
    head = _head(noun)
    return head in _MASS or head.endswith(("ness", "wear", "work"))


def _head(noun: str) -> str:
    """The last word of the first noun phrase."""
    phrase = _HEAD_ENDS.split(noun.strip(), maxsplit=1)[0]
    return phrase.split()[-1].casefold() if phrase.split() else ""


def feeling(emotion: str) -> str:
    """How somebody looks who feels `emotion`, which may be a noun: `joy` becomes `joyful`."""
    word = emotion.strip()
    if known := _ADJECTIVES.get(word.casefold()):
        return known
    return f"full of {word}" if word.casefold().endswith(_NOUN_ENDINGS) else word


def joined(parts: list[str]) -> str:
    """`a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
