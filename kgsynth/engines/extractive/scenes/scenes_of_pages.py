"""Titles -> the scenes of the pages of a corpus.

A sentence leaves out what its page has said: "The fire alarm is tested on Wednesdays" is of the office that the page
is about. A question has to say it, and how depends on what the title is: a policy (under), a place (at), a device
(with), an event (in), an activity (during, when installing). A title that is none of these gives no scene of its own.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kgsynth.engines.extractive.naming import heading_text
from kgsynth.engines.extractive.scenes.organisations import organisation_of, whose
from kgsynth.engines.extractive.scenes.scenes import Scene, Sort
from kgsynth.engines.extractive.topics_of_pages import is_unusual, names_somebody, without_sidebar
from kgsynth.engines.extractive.wording import lower_first
from kgsynth.language.bundled import noun_types, verb_lemma
from kgsynth.types import Chunk

_SMALL = re.compile(r"(?<=[a-z,] )[a-z]{3,}\b")
_HEADING = re.compile(r"^#+ .*$", re.MULTILINE)
_NEEDS_MORE = frozenset("policy policies agreement contract terms rules conditions regulations statutes".split())
_KINDS_OF_RULES = (
    r"policy|policies|agreement|contract|terms(?: and conditions)?|rules|code of conduct|guidelines|regulations|"
    r"charter|conditions|statutes|bylaws|service levels"
)
_RULES = re.compile(
    rf"^(?!(?:the|no|an?|introduction) )(?:[\w-]+ ){{0,3}}?\b(?P<kind>{_KINDS_OF_RULES})"
    r"(?: (?:with|between|for) .+)?$",
    re.IGNORECASE,
)
_EVENT = r"incident|outage|accident|audit|inspection|survey|trial|exercise|drill|review"
_MEETINGS = frozenset({"council", "board", "committee"})
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_EVENTS = (
    re.compile(rf"^(?P<event>{_EVENT}) report (?P<date>(?:19|20)\d\d)$", re.IGNORECASE),
    re.compile(rf"^(?P<date>(?:19|20)\d\d) (?P<event>{_EVENT})(?: report)?$", re.IGNORECASE),
    re.compile(
        rf"^(?P<event>{_EVENT}) report\b.* on (?P<date>(?:\d{{1,2}} )?(?:{_MONTHS}) (?:19|20)\d\d)$", re.IGNORECASE
    ),
    re.compile(r"^(?P<event>(?:\w+ )?(?:council|board|committee)) (?P<date>(?:19|20)\d\d \d\d \d\d)$", re.IGNORECASE),
)
_COURSE = re.compile(r"^(?P<course>[A-Z][a-z]+(?:ing|tion|ment|sal))(?: (?:guide|process|procedure))?$")
_NAME = re.compile(r"^(?:[A-Z][\w-]*)(?: (?:[A-Z][\w-]*|\d[\w.]*)){0,2}$")
_NAME_ALONE = re.compile(r"^[A-Z][a-z]+$")
_CLASS = (
    r"(?:an?|the|our) (?P<phrase>(?:[\w-]+ ){0,5}?[a-z-]{3,})"
    r"(?= (?:of|for|that|which|with|where|to|from|at|in)\b|[.,;:])"
)
_PLACES = frozenset(
    "office site plant factory laboratory warehouse depot branch campus clinic school hospital shop museum library "
    "workshop headquarters hall centre center station farm park studio building bakery brewery dairy mill".split()
)
_INSIDE = frozenset("service application software program tool platform system website app database".split())
_VERSION = re.compile(r"\d+(?:\.\d+)+(?= \(|$)")
_LONGEST = 8  # words of a deed


@dataclass(frozen=True, slots=True)
class Scenes:
    """The scenes of the pages of a corpus.

    Attributes:
        organisation: whose documents they are; empty where nothing says.
        texts: what each document says, by its id.
        small: the words that they write in small letters.
        read: the scenes of chunks that were asked for, by the chunk's id.
    """

    organisation: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    small: frozenset[str] = frozenset()
    read: dict[str, Scene | None] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, chunks: Sequence[Chunk]) -> "Scenes":
        """The scenes of some chunks, read from their titles and from what they say of them."""
        texts: defaultdict[str, str] = defaultdict(str)
        for chunk in chunks:
            texts[chunk.document_id] += "\n" + _HEADING.sub("", chunk.text)
        small = frozenset(word for text in texts.values() for word in _SMALL.findall(text))
        return cls(organisation_of(chunks), dict(texts), small)

    def scene(self, chunk: Chunk) -> Scene | None:
        """What a question about a chunk may say of its page; None where no title gives a scene.

        A title that is a name of its own, a version's for one, hides what stands above it.
        """
        if chunk.id not in self.read:
            found = self._found(chunk)
            self.read[chunk.id] = replace(found, small=self.small) if found is not None else None
        return self.read[chunk.id]

    def _found(self, chunk: Chunk) -> Scene | None:
        told = self.texts.get(chunk.document_id, "")
        titles = list(dict.fromkeys(map(_plain, (*reversed(chunk.headings), chunk.title))))
        for place, title in enumerate(titles):
            scene = self._read(title, titles[place + 1 :], chunk, told)
            if scene is not None:
                return scene
            if _is_of_its_own(title, told):
                return None
        name = self.organisation
        return Scene(Sort.CORPUS, f"at {name}", name) if name else None

    def _read(self, title: str, above: Sequence[str], chunk: Chunk, told: str) -> Scene | None:
        return (
            self._rules(title, told)
            or self._event(title)
            or _release(title, above)
            or _deed(title, told)
            or (None if above else self._course(title))
            or self._organisation(title)
            or _person(title, chunk.text)
            or self._named(_as_name(title), above, told, chunk)
        )

    def _rules(self, title: str, told: str) -> Scene | None:
        """``Under Otterbrook's travel policy``, ``under the agreement with Otter Mills``."""
        match = _RULES.match(_as_words(title))
        deed = verb_lemma(title.split(" ")[0].lower(), "VBG") is not None
        name = self._of(_lowered(match.group(), told)) if match is not None and not deed else ""
        if match is None or not name or match.group().lower() in _NEEDS_MORE:
            return None
        return Scene(Sort.RULES, f"under {name}", name, _kinds(match["kind"]))

    def _of(self, phrase: str) -> str:
        """A phrase with the name of the organisation, unless it holds a name; empty without either."""
        if re.search(r"\b[A-Z]", phrase):
            return f"the {re.sub(r'^[Tt]he ', '', phrase)}"
        return f"{whose(self.organisation)} {phrase}" if self.organisation else ""

    def _event(self, title: str) -> Scene | None:
        """``In Otterbrook's 2024 audit``, ``in Otterbrook's incident of 9 May 2024``."""
        match = next((found for each in _EVENTS if (found := each.match(_as_words(title)))), None)
        if match is None or not self.organisation:
            return None
        event, date = match["event"].lower(), _spoken_date(match["date"])
        meets = event.split()[-1] in _MEETINGS
        event = f"{event} meeting" if meets else event
        owner = whose(self.organisation)
        name = f"{owner} {date} {event}" if date.isdigit() else f"{owner} {event} of {date}"
        return Scene(Sort.EVENT, f"{'at' if meets else 'in'} {name}", name, _kinds(event))

    def _course(self, title: str) -> Scene | None:
        """``During induction at Otterbrook``, where the documents speak of something before, during or after it."""
        match = _COURSE.match(title)
        if match is None or not self.organisation:
            return None
        course = match["course"].lower()
        happens = re.compile(
            rf"\b(?:[Dd]uring|[Bb]efore|[Aa]fter) (?:the )?{course}\b|\b[Tt]he {course} (?:takes|lasts|begins|ends)\b"
        )
        if not course.endswith("ing") and not any(happens.search(text) for text in self.texts.values()):
            return None
        name = f"{course} at {self.organisation}"
        return Scene(Sort.ACTIVITY, f"during {name}", name, _kinds(course))

    def _organisation(self, title: str) -> Scene | None:
        name = self.organisation
        if name and title.lower() == f"{name} handbook".lower():
            return Scene(Sort.RULES, f"in the {title}", f"the {title}", frozenset({"handbook"}))
        about = title.removeprefix("About ")
        if name and (about == name or about.startswith(f"{name} ")):
            return Scene(Sort.ORGANISATION, f"at {name}", name, frozenset({"company"}))
        return None

    def _named(self, title: str, above: Sequence[str], told: str, chunk: Chunk) -> Scene | None:
        """A title that is a name, by what the page says that it is."""
        if not _NAME.match(title) or self.organisation == title:
            return None
        named = rf"(?<![\w-])(?P<the>[Tt]he )?{re.escape(title)} is {_CLASS}"
        said = re.search(named, told) if f"{title} is " in told else None
        words = said["phrase"].split() if said is not None else [""]
        place = next((word for word in words if word in _PLACES), "")
        if self.organisation and (place or self._is_in(title, chunk.document_id, words[-1])):
            name = f"{whose(self.organisation)} {title} {place or 'site'}"
            return Scene(Sort.PLACE, f"at {name}", name, _kinds(place or "site", "site"))
        group = _group(title, above)
        called = is_unusual(title) and verb_lemma(title.lower(), "VB") is None
        if group and called and re.search(rf"\b[Tt]he {group}\b", told):
            return Scene(Sort.THING, f"in the {title} {group}", f"the {title} {group}", _kinds(group))
        if said is None or noun_types().get(words[-1]) == "PERSON":
            return None
        return _thing(title, words[-1], article=bool(said["the"]))

    def _is_in(self, title: str, document_id: str, kind: str) -> bool:
        """Whether other documents speak of what is in a place of this name."""
        if kind in _INSIDE or re.search(r"\d", title):
            return False
        inside = re.compile(rf"\b(?:[Ii]n|[Aa]t) {re.escape(title)}\b(?! [A-Z\d])")
        return any(inside.search(text) is not None for key, text in self.texts.items() if key != document_id)


def _plain(title: str) -> str:
    """A title without its section number; a version is none."""
    return title if _VERSION.match(title) else without_sidebar(heading_text(title))


def _is_of_its_own(title: str, told: str) -> bool:
    """Whether what stands below a title is of it alone, not of the page: somebody, a version."""
    return bool(re.search(r"\d", title)) or (names_somebody(title) and title.split()[0] in told)


def _deed(title: str, told: str) -> Scene | None:
    """``When installing a Weasel 2``: a deed with a name in it, the capitals left out that only a title has."""
    first = title.split(" ")[0].lower()
    if not first.endswith("ing") or verb_lemma(first, "VBG") is None or not 1 < title.count(" ") < _LONGEST:
        return None
    words = _in_small(title, told).split()
    deed = " ".join([words[0].lower(), *words[1:]])
    if re.search(r"[,:;()?!/“”\"]| (?:and|or|your|from) ", deed):
        return None
    named = any(re.search(r"[A-Z].*[A-Z\d]|^[A-Z][a-z]+$", word) for word in words[1:]) and words[1][:1].islower()
    return Scene(Sort.ACTIVITY, f"when {deed}", deed) if named else None


def _release(title: str, above: Sequence[str]) -> Scene | None:
    """``In Weasel Cloud 5.1``: a version below the title of its release notes."""
    version = _VERSION.match(title)
    product = next((found for each in above if (found := re.match(r"^(?P<name>[A-Z].+) release notes$", each))), None)
    if version is None or product is None:
        return None
    name = f"{product['name']} {version.group()}"
    return Scene(Sort.THING, f"in {name}", name, frozenset({"release", "version"}))


def _person(title: str, said: str) -> Scene | None:
    """Somebody whom a section portrays: only questions that name them, or ask for them, stand alone."""
    portrays = names_somebody(title) and re.search(rf"(?:^|\n){re.escape(title.split()[0])} [a-z]+", said)
    return Scene(Sort.PERSON, "", title) if portrays else None


def _thing(title: str, kind: str, *, article: bool) -> Scene | None:
    """A thing that the page is about: with the Weasel 2, in Weasel Cloud."""
    if article:
        return Scene(Sort.THING, f"with the {title}", f"the {title}", _kinds(kind))
    if kind in _INSIDE and " " in title:
        return Scene(Sort.THING, f"in {title}", title, _kinds(kind))
    return None


def _group(title: str, above: Sequence[str]) -> str:
    """What the title above calls several such things: ``project`` below "Projects"."""
    group = above[0] if above else ""
    if not _NAME_ALONE.match(title) or not re.fullmatch(r"[A-Z][a-z]+[^s]s", group):
        return ""
    return "" if title.lower().startswith(group[:-1].lower()) else group[:-1].lower()


def _kinds(*kinds: str) -> frozenset[str]:
    return frozenset(kind.split()[-1].lower() for kind in kinds)


def _lowered(title: str, told: str) -> str:
    """A title inside a sentence; where only its first word has a capital, all others are names."""
    plain = any(re.fullmatch(r"[a-z]{5,}", word) for word in title.split())
    return lower_first(title) if plain else _in_small(title, told)


def _in_small(title: str, told: str) -> str:
    """A title with the capitals that a sentence of its page would give it."""
    words = title.split()
    pairs = zip(words, [*words, ""][1:], strict=bool(words))
    return " ".join(word if _keeps_capital(word, after, told) else word.lower() for word, after in pairs)


def _keeps_capital(word: str, after: str, told: str) -> bool:
    if re.fullmatch(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)+", word):
        return False
    if not re.fullmatch(r"[A-Z][a-z'’-]+", word) or re.match(r"[A-Z]?\d", after):
        return True
    inside = len(re.findall(rf"[a-z,] {word}\b", told))
    return is_unusual(word.lower()) and inside > 0 and inside >= len(re.findall(rf"\b{word.lower()}\b", told))


def _as_words(title: str) -> str:
    """A file's name as words: ``returns-policy`` -> "returns policy"."""
    return title.replace("-", " ") if re.fullmatch(r"[a-z]+(?:-[a-z\d]+)+", title) else title


def _as_name(title: str) -> str:
    """A file's name as a name: ``otterbrook`` -> "Otterbrook"."""
    return title.capitalize() if re.fullmatch(r"[a-z]+", title) else title


def _spoken_date(date: str) -> str:
    """``2025 02 18`` -> "18 February 2025"."""
    parts = date.split()
    months = _MONTHS.split("|")
    if len(parts) != 3 or not parts[1].isdigit() or not 1 <= int(parts[1]) <= len(months):
        return date
    return f"{int(parts[2])} {months[int(parts[1]) - 1]} {parts[0]}"
