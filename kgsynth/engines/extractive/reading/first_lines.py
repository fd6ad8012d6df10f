"""The front of a page about one thing -> what that thing does or holds: its title's gloss, or its first sentence.

A page called "sluice_depth" that opens with "The depth of the water at the lower gate." says what sluice_depth is; so
does one called "otter - guide a boat through a lock".
"""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.facts import Definition, Fact, Form, Purpose
from kgsynth.engines.extractive.naming import SETTINGS, Name, heading_text, is_code_like, kind_of, owner_of
from kgsynth.engines.extractive.reading.fragments import (
    cut_tail,
    first_verb_form,
    is_self_contained,
    lacks_article,
    tells_its_age,
)
from kgsynth.engines.extractive.reading.headline_articles import with_articles
from kgsynth.engines.extractive.reading.passage import Section, Words
from kgsynth.engines.extractive.reading.purposes import TELLING
from kgsynth.engines.extractive.wording import bare, lower_first, sentence, third_person, without_parentheses
from kgsynth.language.bundled import noun_types
from kgsynth.language.titles import glossed
from kgsynth.language.words import content_words, squeezed
from kgsynth.types import Chunk

_SORTS = SETTINGS | frozenset(
    "command function module extension package utility program tool macro directive keyword service operator".split()
)
_THIS_SORT = re.compile(rf"\bThis (?:is an? )?(?:[a-z]+ ){{0,2}}(?P<sort>{'|'.join(sorted(_SORTS))})\b", re.IGNORECASE)
_SHORTEST_FOLDER = 4  # letters that may stand for a sort: "prop"
_LONGEST = 24  # words of a first sentence that sums up
_FEWEST_TOLD = 3  # words of it that tell something
_IN_CAPITALS = re.compile(r"[A-Z][a-z]+(?:[A-Z]\w*)+")
_SAYS_ITS_SORT = re.compile(r"This is an? ")
_OF_NOW = re.compile(r"\bthe (?:current|command) (?=[a-z])")  # line, loop: of whoever types the command
_OBJECT = re.compile(r"(?!to )(?:the|an?|all|any|each|every|how|if|in|no|off|on|up|what|where|whether|which)\b")
_OPENS = r"(?!.* (?:is|are|was|can|will|may|must|should|has)$)"
_NOUN_PHRASE = re.compile(
    rf"^{_OPENS}(?:(?:An?|The) [A-Za-z-]+ (?!is\b|are\b|was\b|can\b|will\b|may\b|must\b|should\b|has\b)|"
    r"[A-Z][a-z]+(?: [a-z]+)? (?:of|for|used|that|which) )"
)
_WHETHER = re.compile(r"^(?:Indicates |Indication of )?whether ", re.IGNORECASE)


def first_line(section: Section, chunk: Chunk, subject: str) -> Iterator[Fact]:
    """What the title of a page, or the sentence right below it, says of the one thing that the page is about."""
    title = section.heading
    owner = owner_of(chunk, section.headings, subject)
    yield from _own_act(section, owner, chunk)
    if title is None or section.headings[-1] != chunk.title:
        return
    gloss = glossed(title.text)
    if owner is not None and gloss is not None:
        yield from _said(gloss["gloss"], Name(owner.text, owner.kind or "command"), chunk, (title,))
        return
    name, summary = _named(owner, chunk), _summary(section)
    if name is not None and summary is not None:
        yield from _said(summary.text, name, chunk, (title, summary))


def _own_act(section: Section, owner: Name | None, chunk: Chunk) -> Iterator[Purpose]:
    """What a section on a command of two words, or more, opens with: "This command weighs the fish of a boat."."""
    first = next((words for paragraph in section.paragraphs for words in paragraph), None)
    told = _THIS_DOES.match(bare(first.text)) if first is not None else None
    if first is None or told is None or owner is None or " " not in owner.text:
        return
    action = cut_tail(without_parentheses(told["action"]))
    if is_self_contained(action, longest=_LONGEST) and not lacks_article(action):
        name = Name(owner.text, owner.kind or "command")
        yield Purpose(chunk, (first.span,), name, action, Form.THIRD, sentence(action))


_THIS_DOES = re.compile(
    r"This command (?P<action>(?!(?:is|has|was|does|uses|takes|accepts|requires|supports) )[a-z]+s .+)$"
)


def _named(owner: Name | None, chunk: Chunk) -> Name | None:
    """What a page with an identifier for a title is about; None where nothing says what sort of thing it is."""
    title = heading_text(chunk.title)
    name = owner.text if owner is not None and is_code_like(title) else title if _IN_CAPITALS.fullmatch(title) else ""
    kind = _kind(name, chunk) if name else ""
    return Name(name, kind) if kind else None


def _summary(section: Section) -> Words | None:
    """The first sentence that does not only tell what sort of thing it is, or since when there is one."""
    opened = (paragraph[0] for paragraph in section.paragraphs)
    return next(
        (words for words in opened if not (tells_its_age(words.text) or _SAYS_ITS_SORT.match(words.text))), None
    )


def _kind(name: str, chunk: Chunk) -> str:
    """What a page calls its thing, "this variable", or else what its folder is called."""
    this = _THIS_SORT.search(chunk.text)
    return this["sort"].lower() if this is not None else _kind_of_folder(chunk.source) or _sort_of(name, chunk)


def _sort_of(name: str, chunk: Chunk) -> str:
    kind = kind_of(name, chunk.text)
    return kind if kind in _SORTS else ""


def _kind_of_folder(source: str) -> str:
    """``variable`` for a page in a folder of variables, ``property`` for one in "prop_gate"."""
    folder = source.rpartition("/")[0].rpartition("/")[2].lower()
    first = folder.partition("_")[0]
    whole = next((sort for sort in sorted(_SORTS) if folder in (sort, f"{sort}s")), "")
    short = (sort for sort in sorted(_SORTS) if len(first) >= _SHORTEST_FOLDER and sort.startswith(first))
    return whole or next(short, "")


def _said(text: str, name: Name, chunk: Chunk, proof: tuple[Words, ...]) -> Iterator[Fact]:
    spoken = with_articles(cut_tail(without_parentheses(bare(text))), chunk.text)
    told = content_words(spoken)
    if text.rstrip().endswith(":") or len(told) < _FEWEST_TOLD:
        return
    if not is_self_contained(_OF_NOW.sub("the ", spoken), longest=_LONGEST) or lacks_article(spoken):
        return
    spans = tuple(words.span for words in proof)
    act = _act(spoken, name)
    if act is not None and _repeats(act[0], name):
        return
    if act is not None:
        yield Purpose(chunk, spans, name, *act, sentence(act[0]))
    elif first_verb_form(spoken) is None and _NOUN_PHRASE.match(spoken):
        yield Definition(chunk, spans, name, lower_first(spoken), sentence(bare(text)), entry=True)


def _repeats(action: str, name: Name) -> bool:
    """Whether only another spelling of the name is told: gate_site "specifies the Gate Site setting in a script"."""
    first = re.split(r" (?:in|for|of|on) ", action.partition(" ")[2])[0]
    words = [squeezed(word) for word in first.split() if word not in {"the", "a", "an", *_SORTS}]
    return name.kind in SETTINGS and all(word in squeezed(name.text) for word in words)


def _act(spoken: str, name: Name) -> tuple[str, Form] | None:
    """What a thing does, in the form that suits it: a command is there to do it, a variable does it."""
    if _WHETHER.match(spoken):
        return (f"specifies {_WHETHER.sub('whether ', spoken)}", Form.THIRD) if name.kind in SETTINGS else None
    form, action = first_verb_form(spoken), f"{spoken[:1].lower()}{spoken[1:]}"
    first, _, rest = action.partition(" ")
    sets = form is Form.BASE and name.kind in SETTINGS
    surely = _OBJECT.match(rest) is not None or (first in TELLING if sets else first not in noun_types())
    if form is None or (form is Form.BASE and not surely):
        return None
    if sets:
        return f"{third_person(first)} {rest}", Form.THIRD
    return action, form
