"""Words to acting: stance, gestures, emotion, gaze; and the life that varies while a shot runs."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ministudio.builtin.animatic.emotions import EXPRESSIONS, Expression, emotion_of


@dataclass(frozen=True, slots=True)
class Acting:
    """What somebody does, at one moment.

    `stance`: stand, walk, run, sit, kneel, crouch, lie, float, jump, climb or dance. `lead` and
    `other` are the gestures of the arm toward which the body faces and of the other one. `lean`
    is the lean of the trunk toward the facing side in radians, `bow` how far the head hangs (in
    head heights), `turn` the yaw hint in degrees or None, `back` whether the back is turned.
    `gaze` and `gaze_y` run from -1 to 1 (right, down), `blink` from 0 (open) to 1, `talk` from 0
    (shut) to 1, `round_` how pursed the talking mouth is, `phase` is the place in the walk cycle
    (0..1), `breath` -1..1. `glow` scales what shines, `pulse` is its rhythm.
    """

    stance: str = "stand"
    lead: str = "rest"
    other: str = "rest"
    emotion: str = "neutral"
    face: Expression = EXPRESSIONS["neutral"]
    lean: float = 0.0
    bow: float = 0.0
    turn: float | None = None
    back: bool = False
    gaze: float = 0.0
    gaze_y: float = 0.0
    blink: float = 0.0
    talk: float = 0.0
    round_: float = 0.0
    phase: float = 0.22
    breath: float = 0.0
    glow: float = 1.0
    pulse: str = "steady"
    moves: bool = False
    """Whether the body goes somewhere in this shot (walks, runs, drifts)."""
    nods: bool = False
    shakes: bool = False


# pattern -> changes of the acting; the first that matches of each field wins.
_STANCES = (
    ("run",
(
        r"\b(?:run|runs|running|ran|sprint|dash|rush|race[sd]?\b|flee|chas|hurr|"
        r"bolts? (?:out|away|off|for|to|through|across|past))"
    )),
    ("sit", r"\b(?:sit|sits|sitting|seated|sat|perch|slump\w* in (?:a|the|his|her) chair)\b"),
    ("kneel", r"\b(?:kneel|knelt|on (?:one|his|her|their) knees?)"),
    ("crouch", r"\b(?:crouch|squat|ducks?\b|hides? behind|sneak|creep)"),
    ("lie",
(
        r"\b(?:lies|lying|lay|lays down|sleeps?|sleeping|asleep|collapses?|faints?|unconscious|"
        r"falls? (?:down|to the ground)|dead)\b"
    )),
    ("jump", r"\b(?:jump|leap|hops?\b|skips?\b|bounc)"),
    ("climb", r"\b(?:climb|scal(?:es|ing)\b)"),
    ("dance", r"\b(?:danc|twirl|spins? around)"),
    ("float", r"\b(?:float|hover|drift|fl(?:y|ies|ying|oats)\b|glid|levitat|soars?)"),
    ("walk",
(
        r"\b(?:walk|stroll|strid|approach|enters?\b|entering|leav(?:es|ing)\b|cross(?:es|"
        r"ing)\b|wander|march|step(?:s|ping)\b|paces?\b|pacing|heads? (?:to|for|toward)|"
        r"comes?\b|goes\b|arriv|exits?\b|trudg|limp|follow|explor)"
    )),
    ("stand", r"\b(?:stand|stands|standing|stood|rises|gets up)\b"),
)  # fmt: skip
_GESTURES = (
    ("crossed", "crossed",
    r"arms? (?:crossed|folded)|cross(?:es|ing)? (?:her|his|their) arms|folded arms|defensive"),
    ("hips", "hips", r"hands? on (?:her |his |their )?hips|akimbo|defiant stance"),
    ("up", "up",
(
        r"arms? (?:up|raised|in the air|wide)|raises? (?:both|her|his|their) (?:arms|hands)|"
        r"cheer|celebrat|hands up|surrender|triumph|rejoic"
    )),
    ("head", "head",
(
        r"head in (?:her|his|their) hands|hands? (?:on|to) (?:her |his |their )?(?:head|face)|"
        r"clutch\w* (?:her|his|their) head|facepalm|covers? (?:her|his|their) (?:face|eyes|"
        r"ears)"
    )),
    ("mouth", "rest",
    r"cover\w* (?:her|his|their) mouth|gasps?\b|hand (?:over|to) (?:her|his|their) mouth|coughs?"),
    ("chin", "rest",
(
        r"ponder|thinks?\b|thinking|considers?\b|hand (?:on|to) (?:her |his |their )?chin|"
        r"stroking (?:her|his) (?:chin|beard)|contemplat|puzzl"
    )),
    ("glasses", "rest", r"adjust\w* (?:her |his |their )?glasses"),
    ("clasp", "clasp",
(
        r"clasp|wrings?\b|wringing|pray|plead|begs?\b|hands? folded|fingers interlaced|"
        r"interlac|clap|appla"
    )),
    ("hug", "hug",
(
        r"\bhugs?\b|embrac|cradl|holds? \w+ close|carr(?:y|ies|ying) a (?:box|crate|basket|"
        r"stack|chest|bag)"
    )),
    ("salute", "rest", r"salut|shades? (?:her|his|their) eyes|shield\w* (?:her|his|their) eyes"),
    ("phone", "rest",
(
        r"(?:on|answers?|talks? on|picks? up) (?:the|her|his|a) (?:tele)?phone|phone call|"
        r"calls? (?:on|from)|listens? in"
    )),
    ("wave", "rest", r"\bwav(?:es?|ing)\b|beckon|greets?\b|farewell|goodbye"),
    ("point", "rest", r"\bpoint(?:s|ing)?\b|gestur\w* (?:at|to|toward)|indicates?|aims?\b|accus"),
    ("throw", "rest",
(
        r"throw|hurl|toss|swing|strik|punch|attack|fights?\b|draws? (?:a|the|her|his) sword|"
        r"brandish|duel"
    )),
    ("push", "push",
    r"\bpush|opens? (?:the|a) (?:door|gate|chest|box|curtain)|knock|lean\w* against"),
    ("write", "write",
(
        r"\bwrit|typ(?:es|ing)\b|draws?\b|drawing|sketch|paints?\b|painting|works? at|notes?\b|"
        r"cook|stirs?\b|chops?|solder|repairs?"
    )),
    ("read", "read",
(
        r"\breads?\b|reading|studies|stud(?:y|ying)|leaf(?:s|ing)? through|examin|inspect|"
        r"turns? (?:a|the) page"
    )),
    ("drink", "rest", r"\b(?:drink|sips?\b|sipping|eats?\b|eating|bites?\b|tast)"),
    ("offer", "rest",
(
        r"\b(?:offers?|gives?|giving|hands?\s+(?:over|her|him|them|the|a)|pass(?:es|ing)|"
        r"slid(?:es|ing)|shows?|present|reveals?|holds? (?:out|up)|extends?|raises? (?:a|the|"
        r"her|his) (?!arm|hand|brow|eyebrow))"
    )),
    ("reach", "rest",
(
        r"\breach|grab|touch|picks? up|takes?\b|taking|catch|finds?\b|discover|strok|pets?\b|"
        r"pulls?\b|plucks?|collects?|lights?\b (?:the|a|her|his)"
    )),
    ("tend", "tend",
(
        r"\b(?:water(?:s|ing)|tends?\b|tending|digs?\b|digging|plant(?:s|ing)|rak(?:es|ing)|"
        r"sweep|scrub|weed(?:s|ing)|gather)"
    )),
    ("raise", "rest", r"raises? (?:a|one|her|his|their) (?:hand|arm|finger|fist)"),
    ("shrug", "shrug", r"shrug|throws? up (?:her|his|their) hands|helpless|open palms"),
    ("talk", "rest",
(
        r"explain|gestur|argu|tells?\b|sums? up|lectur|announce|persuad|interject|describ|"
        r"speak\w* (?:animated|passion)"
    )),
    ("hold", "rest",
    r"\bhold(?:s|ing)?\b|carr(?:y|ies|ying)|clutch|grip|wield|bear(?:s|ing) (?:a|the)"),
    ("pocket", "pocket", r"hands? in (?:her |his |their )?pockets?|casual"),
    ("behind", "behind", r"hands? behind"),
)  # fmt: skip
_LEANS = (
    (0.2,
    r"lean(?:s|ing)? (?:in|forward|closer|over|toward)|bends? (?:over|down|forward)|stoop|hunch"),
    (-0.14, r"lean(?:s|ing)? back|recoil|steps? back|draws? back|flinch|backs? away"),
    (0.34, r"\bbows?\b|bowing|curts"),
)  # fmt: skip
_BOWS = (
    (0.11,
(
        r"head (?:down|bowed|hanging|lowered)|looks? (?:down|at (?:the|her|his) (?:floor|feet|"
        r"hands|ground|book|map|phone|letter))|bows? (?:her|his|their) head|dejected|slump|"
        r"droop"
    )),
    (-0.09,
(
        r"looks? up|gazes? up|stares? up|head (?:high|up|raised)|skyward|at the (?:sky|stars|"
        r"moon|ceiling)|chin (?:up|raised|high)"
    )),
)  # fmt: skip
_GAZES = (
    (-0.85, 0.0, r"(?:looks?|glanc\w*|eyes) (?:to the |to (?:her|his) )?left"),
    (0.85, 0.0, r"(?:looks?|glanc\w*|eyes) (?:to the |to (?:her|his) )?right"),
    (0.0, 0.7, r"looks? down|eyes (?:lowered|down)|downcast"),
    (0.0, -0.7, r"looks? up|gazes? up|eyes (?:raised|up)"),
    (0.8, 0.1, r"glanc\w* (?:aside|sideways|away|over)|side-?eye|looks? away|averts?"),
)  # fmt: skip
_FACING = (
    ("back",
(
        r"turns? (?:away|(?:her|his|their) back)|walks? (?:away|off)|from behind|back turned|"
        r"facing away"
    )),
    ("front",
(
        r"faces? (?:the )?(?:camera|viewer|us)|looks? (?:straight )?(?:at|into) (?:the "
        r")?(?:camera|lens|viewer)|head-?on"
    )),
)  # fmt: skip


def perform(
    action: str,
    *,
    who: str = "",
    others: Sequence[str] = (),
    emotion: str = "",
    palette: Mapping[str, object] | None = None,
    motions: Mapping[str, object] | None = None,
    holding: bool = False,
) -> Acting:
    """The acting that the words ask of one character.

    `who` are the character's name and id, in one text; `others` those of everybody else in the
    shot: sentences about them are not meant. `palette` is the character's `emotional_palette`,
    `motions` the `motion_library`; the entry of the moment (or `idle`) colours the acting.
    """
    palette, motions = palette or {}, motions or {}
    own = _own_words(action.lower(), who, others)
    feeling = emotion or _text(palette.get("current_emotion"))
    key = emotion_of(feeling) or emotion_of(own, in_prose=True) or "neutral"
    entry = _entry(palette, feeling, key)
    acting = _from_words(Acting(emotion=key, face=EXPRESSIONS[key]), own)
    for text in (_text(entry), _motion(motions, own)):
        acting = _coloured(acting, text.lower())
    if holding and acting.lead in ("rest", "talk", "lap", "up"):
        acting = replace(acting, lead="hold")
    acting = _emotional_body(acting)
    return _glowing(acting, entry)


def _own_words(action: str, who: str, others: Sequence[str]) -> str:
    """The clauses whose subject is `who`: named there, or going on about the one named last."""
    mine = _names(who)
    theirs = set().union(*(_names(other) for other in others)) - mine
    if not theirs or not mine:
        return action
    kept, current = [], True
    for clause in re.split(
        r"[.;!?]|\bwhile\b|\bas\b(?! \w+ as)|, (?=\w+ \w+s\b)|\band (?=[a-z]+ [a-z]+s\b)", action
    ):
        found = [
            word for word in re.findall(r"[a-z0-9]+", clause) if word in mine or word in theirs
        ]
        if found:
            current = found[0] in mine
        together = len(found) > 1 and _together(clause, mine, theirs)
        if current or together or "both" in clause or "they " in clause:
            kept.append(clause)
    return ". ".join(kept)


def _together(clause: str, mine: set[str], theirs: set[str]) -> bool:
    """Whether the clause names both as one subject: "Finn and Kai walk"."""
    pairs = re.findall(r"(?=\b([a-z0-9]+)(?: [a-z0-9]+)?(?:,| and|, and) ([a-z0-9]+))", clause)
    everybody = mine | theirs
    return any(a in everybody and b in everybody for a, b in pairs) and bool(
        mine & set(re.findall(r"[a-z0-9]+", clause))
    )


def _names(text: str) -> set[str]:
    skipped = {"the", "a", "of", "dr", "detective", "mr", "mrs", "young", "old"}
    return {word for word in re.findall(r"[a-z0-9]+", text.lower()) if word not in skipped}


def _text(value: object) -> str:
    if isinstance(value, Mapping):
        return ". ".join(f"{k} {v}" for k, v in value.items())
    return "" if value is None else str(value)


def _entry(palette: Mapping[str, object], feeling: str, key: str) -> object:
    """The palette's entry for a feeling, by its own word or by one that means the same."""
    for name, value in palette.items():
        if name.lower() == feeling.lower():
            return value
    for name, value in palette.items():
        if emotion_of(name) == key and key != "neutral":
            return value
    return None


def _motion(motions: Mapping[str, object], own: str) -> str:
    """Entries of the motion library that the action names; else the idle one."""
    named = [_text(v) for k, v in motions.items() if k.lower().replace("_", " ") in own and k]
    return ". ".join(named) if named else _text(motions.get("idle") or motions.get("posture"))


def _first(table: Iterable[tuple[object, ...]], text: str) -> tuple[object, ...] | None:
    """The row whose pattern matches earliest in the text."""
    best: tuple[int, tuple[object, ...]] | None = None
    for row in table:
        match = re.search(str(row[-1]), text)
        if match and (best is None or match.start() < best[0]):
            best = (match.start(), row)
    return best[1] if best else None


def _from_words(acting: Acting, text: str) -> Acting:
    stance = _first(_STANCES, text)
    gesture = next((row for row in _GESTURES if re.search(row[-1], text)), None)
    if stance:
        acting = replace(acting, stance=str(stance[0]))
    if gesture:
        acting = replace(acting, lead=gesture[0], other=gesture[1])
    elif acting.stance == "sit":
        acting = replace(acting, lead="lap", other="lap")
    if acting.stance == "sit" and re.search(r"\b(?:table|desk|counter)\b", text):
        acting = replace(
            acting,
            lead="table" if acting.lead == "lap" else acting.lead,
            other="table" if acting.other in ("lap", "rest") else acting.other,
        )
    acting = replace(
        acting,
        moves=acting.stance in ("walk", "run", "float", "dance"),
        nods=bool(re.search(r"\bnods?\b|nodding", text)),
        shakes=bool(re.search(r"shak\w+ (?:her|his|their) head", text)),
    )
    return _coloured(acting, text)


def _coloured(acting: Acting, text: str) -> Acting:
    """Lean, head, gaze and facing from a text; gestures only where none is set yet."""
    for lean, pattern in _LEANS:
        if re.search(pattern, text):
            acting = replace(acting, lean=lean)
    for bow, pattern in _BOWS:
        if re.search(pattern, text):
            acting = replace(acting, bow=bow)
    for x, y, pattern in _GAZES:
        if re.search(pattern, text):
            acting = replace(acting, gaze=x, gaze_y=y)
    for facing, pattern in _FACING:
        if re.search(pattern, text):
            acting = replace(acting, back=facing == "back", turn=0.0)
    if re.search(r"clos\w* (?:her|his|their) eyes|eyes (?:shut|closed)|asleep|sleep", text):
        acting = replace(acting, blink=1.0)
    if acting.lead in ("rest", "lap"):
        gesture = next((row for row in _GESTURES if re.search(row[-1], text)), None)
        if gesture:
            acting = replace(acting, lead=gesture[0], other=gesture[1])
    return acting


def _emotional_body(acting: Acting) -> Acting:
    """What the emotion does with hands that have nothing to do."""
    if acting.stance not in ("stand", "walk") or acting.lead != "rest":
        return acting
    gestures = {
        "afraid": ("mouth", "hold arm"), "furious": ("fist", "fist"), "angry": ("fist", "fist"),
        "joy": ("clasp", "clasp"), "laughing": ("belly", "rest"), "awe": ("chest", "rest"),
        "love": ("chest", "chest"), "thinking": ("chin", "rest"), "proud": ("hips", "hips"),
        "confused": ("scratch", "rest"), "embarrassed": ("neck", "rest"),
        "sad": ("rest", "hold arm"),
        "suspicious": ("crossed", "crossed"), "disgusted": ("guard", "rest"),
        "surprised": ("guard", "guard"),
        "pained": ("belly", "belly"), "bored": ("pocket", "pocket"),
        "mischievous": ("clasp", "clasp"),
    }  # fmt: skip
    if acting.stance == "walk" and acting.emotion != "furious":
        return acting
    lead, other = gestures.get(acting.emotion, ("rest", "rest"))
    return replace(acting, lead=lead, other=other)


def _glowing(acting: Acting, entry: object) -> Acting:
    """Glow and pulse of beings that shine, from the palette's entry."""
    glow, pulse = acting.face.glow, acting.face.pulse
    if isinstance(entry, Mapping):
        for key, value in entry.items():
            if ("glow" in key or "intensity" in key) and isinstance(value, int | float):
                glow = max(0.2, min(2.5, float(value)))
            if "puls" in key or "pattern" in key:
                pulse = str(value).lower()
    return replace(acting, glow=glow, pulse=pulse)


def blinking(acting: Acting, amount: float = 1.0) -> Acting:
    """The same moment with the eyes shut by that amount."""
    return replace(acting, blink=max(acting.blink, amount))


def talking(acting: Acting, beat: int) -> Acting:
    """The mouth of the `beat`-th syllable: a fixed, irregular run of open, round and shut."""
    shapes = (
        (0.75, 0.0),
        (0.3, 0.6),
        (0.95, 0.15),
        (0.1, 0.0),
        (0.55, 0.9),
        (0.8, 0.1),
        (0.2, 0.3),
    )
    talk, pursed = shapes[beat % len(shapes)]
    return replace(acting, talk=talk, round_=pursed)


def breathing(acting: Acting, seconds: float) -> Acting:
    """The same moment at another place of the breath (one in four seconds)."""
    return replace(acting, breath=math.sin(seconds * math.tau / 4))


def stepping(acting: Acting, phase: float) -> Acting:
    """The same walk at another place of its cycle (0..1 is two steps)."""
    return replace(acting, phase=phase % 1.0)
