"""Long ways to name a thing, and settings at the end of a question -> shorter names, settings at the front."""

import re
from collections.abc import Iterator, Sequence

from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.rewording.lexicon import gerund, is_verb
from kgsynth.engines.extractive.wording import lower_first

_IDENTIFIER = re.compile(r"^\w+(?:[._]\w+)+$|^--\w")
_OF_PLAIN_WORDS = re.compile(r"^[a-z]+(?:\.[a-z]+)+$")  # ``lamp.user``: without its kind, it might be anything
_NUMBERED = re.compile(r"^[A-Z][\w-]* \d[\w.]*$")  # a product: "Marten 3"
_CAPITALS = re.compile(r"^(?:[A-Z][A-Z_]{3,}|[A-Z]{2,} [A-Z]{2,})(?: [A-Z]{2,})*$")
_SHOUTED = frozenset({"command", "statement"})
_SETTING = re.compile(
    r"^(?P<main>(?:wh\w+|how|in which) (?:(?!\b(?:that|which|who|where|when|if|whether|to)\b).)+?) "
    r"(?P<setting>(?:when|if|unless|before|after|during|on|without|under) (?:\S+ ){1,8}\S+)$",
    re.IGNORECASE,
)
_SHORTEST_MAIN = 3
_CLAUSE = frozenset("when if unless before after during".split())
_WHETHER = frozenset(
    "test tests check checks see sees tell tells verify verifies determine determines find ask asks know knows".split()
)


def with_short_names(question: str, names: Sequence[Name]) -> str:
    """``the --depth option of git clone`` -> ``git clone --depth``; ``the wal_level parameter`` -> ``wal_level``."""
    for name in names:
        if name.owner and name.kind == "option" and name.text.startswith("-"):
            question = re.sub(rf"\b[Tt]he {re.escape(name.text)} option of {re.escape(name.owner)}(?![\w-])",
                              f"{name.owner} {name.text}", question)  # fmt: skip
        elif not name.owner and name.kind and (_tells_its_kind(name.text) or _is_set_outside(name)):
            question = re.sub(rf"\b[Tt]he {re.escape(name.with_kind[4:])}(?![\w-])", name.text, question)
        elif not name.owner and name.kind and _NUMBERED.match(name.text):
            question = re.sub(rf"\b([Tt]he {re.escape(name.text)}) {re.escape(name.kind)}(?![\w-])", r"\1", question)
    return question


def _tells_its_kind(name: str) -> bool:
    return _IDENTIFIER.match(name) is not None and not _OF_PLAIN_WORDS.match(name)


def _is_set_outside(name: Name) -> bool:
    """Whether it is a variable of the environment, in capitals as these are."""
    return name.kind == "environment variable" and _CAPITALS.match(name.text) is not None


def with_short_kinds(question: str, names: Sequence[Name]) -> str:
    """``the DROP ROLE command`` -> ``DROP ROLE``: what is written in capitals tells what it is, a column does not; and
    ``the lamp.user configuration variable`` -> ``the lamp.user setting``."""
    for name in names:
        question = question.replace(f"{name.text} configuration variable", f"{name.text} setting")
        if not name.owner and name.kind in _SHOUTED and _CAPITALS.match(name.text):
            question = re.sub(rf"\b[Tt]he {re.escape(name.with_kind[4:])}(?![\w-])", name.text, question)
    return question


def set_first(text: str) -> Iterator[str]:
    """``What does the server do on a restart`` -> ``On a restart, what does the server do``."""
    match = _SETTING.match(text)
    if match is None or len(match["main"].split()) < _SHORTEST_MAIN or "," in text or text.count(".") > 1:
        return
    opens, last = match["setting"].split()[0].lower(), match["main"].removesuffix(" out").split()[-1]
    if opens in _CLAUSE and (len(match["main"].split()) > 7 or re.search(r"(?:ed|ing|en|ly)$", last)):
        return  # "the file created when ..."
    if opens == "if" and last in _WHETHER:
        return  # "which command tests if ..."
    if opens in {"on", "under"} and not re.match(
        r"^(?:on|under) (?:a |an |the )?(?:[a-z]+ )?(?:start|startup|boot|error|failure|success|shutdown|restart|login"
        r"|exit|authentication|condition|conditions|load|request|demand|installation|upgrade)$",
        match["setting"],
    ):
        return
    yield f"{match['setting']}, {lower_first(match['main'])}"


_WHEN_I = (
    re.compile(r"^When I (?P<act>[^,]+), (?P<main>how (?:do|can) I .+)$"),
    re.compile(r"^(?P<main>How (?:do|can) I .+) when I (?P<act>[^,]+)$"),
)


def when_doing(text: str) -> Iterator[str]:
    """``When I send patches, how do I ...`` -> ``When sending patches, how do I ...``: who asks is who acts."""
    for pattern in _WHEN_I:
        match = pattern.match(text)
        first, _, rest = match["act"].partition(" ") if match else ("", "", "")
        if match and is_verb(first) and not re.search(r"^\S* ?(?:and|or) ", rest):
            doing = f"when {gerund(first)} {rest}".rstrip()
            yield f"{doing}, {lower_first(match['main'])}"
            yield f"{match['main']} {doing}"
