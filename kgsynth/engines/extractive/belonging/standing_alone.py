"""A question of one hop -> the same, so that it says which product or part it is of; None where it cannot be told.

A question holds a name that belongs to the product by itself (``otter_lock_timeout``, a page's ``PondQuery``), or it
names the product, or the part of it that its page is of. Which entry of a list, which window and which system it is
about must be said as well.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

from kgsynth.engines.extractive.belonging.families_of_pages import part_of
from kgsynth.engines.extractive.belonging.left_on_the_page import (
    SYSTEM,
    is_in_a_table_of_another,
    is_of_a_title_of_several,
    is_of_an_unnamed_entry,
    is_of_an_unnamed_system,
    paragraph_of,
    tool_left_out,
    window_left_out,
)
from kgsynth.engines.extractive.belonging.of_the_world import is_of_the_world
from kgsynth.engines.extractive.belonging.placing import asks_for_a_sort, placed, unplaced
from kgsynth.engines.extractive.belonging.shared_entries import head_of_page
from kgsynth.engines.extractive.belonging.tools import TOOLS
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.expertise import asked_for
from kgsynth.engines.extractive.naming import heading_text
from kgsynth.engines.extractive.scenes.scenes import Sort
from kgsynth.engines.extractive.scope import Corpus
from kgsynth.engines.extractive.topics_of_pages import is_unusual
from kgsynth.engines.extractive.weighing.features import evidence_of
from kgsynth.engines.extractive.wording import question
from kgsynth.engines.extractive.yes_no import KIND as YES_NO
from kgsynth.language.words import content_words, squeezed, stands_in

_FEW_LETTERS = 3  # of an abbreviation that stands for many things
_OFTEN = 10  # names that begin alike
_TWICE = 2
_MARKED = re.compile(
    r"[a-z0-9]_[a-zA-Z0-9]|[A-Z]_[a-z]|[a-z][A-Z]|[a-zA-Z]::\w|[A-Z]{2}/[a-z]|[a-z]{2}\.[a-zA-Z]{2}|[A-Z]{2}[a-z]{3}"
)
_SHOUTED = re.compile(r"\b[A-Z]{2,}(?: [A-Z]{2,})+\b")
_DENIED = re.compile(r"No, (?!.*\b(?:obviously|usually|generally|always)\b)[^,]*(?:\b(?:not|cannot|never)\b|n['’]t\b)")
_BARE = re.compile(r"['’]s$|\(\)$")
_WHAT_IS = re.compile(r"What (?:is|are) (?!.* (?:for|of|in|to)\b)")
_SCENE = re.compile(r"(?:In|With|When using) (?P<name>[^,]+), ")
_CODE = re.compile(r"`([^`\n]{2,60})`")


@dataclass(frozen=True)
class StandingAlone:
    """What questions of a corpus must say, so that who has never seen it knows what they are about.

    Args:
        subject: what the whole corpus is about; where it is about nothing, questions only name their entry and window.
        short: how the corpus shortens that.
    """

    corpus: Corpus
    subject: str = ""
    short: str = ""

    def of(self, candidate: Candidate) -> Candidate | None:
        """The candidate with what it belongs to; None where that cannot be said of it."""
        chunk = candidate.chunks[0]
        if chunk.language != "en":
            return candidate
        candidate = self._of_a_place(candidate)
        unnamed = is_of_an_unnamed_entry(candidate) or is_of_an_unnamed_system(candidate, self.subject)
        if unnamed or is_of_a_title_of_several(candidate) or self._speaks_of_another(candidate):
            return None
        if self._is_shared(candidate):
            head = head_of_page(chunk)
            return self._set_in(candidate, head) if head and not stands_in(head, candidate.question) else None
        window = window_left_out(candidate)
        if window is None:
            return None
        bare = unplaced(candidate.question, self.subject).rstrip("?")
        if self.subject and (is_of_the_world(bare) or self._is_tool_of_another(candidate)):
            return replace(candidate, question=question(bare))
        within = f"{self.subject}'s {window}" if window and self.subject else self._within(candidate)
        if within is None:
            return None
        return self._set_in(candidate, within) if within else candidate

    def _of_a_place(self, candidate: Candidate) -> Candidate:
        """A question about a page of a place by its bare name, with whose place it is: a town has an address, too."""
        title, scene = heading_text(candidate.chunks[0].title), self.corpus.scenes.scene(candidate.chunks[0])
        is_so = scene is not None and scene.sort is Sort.PLACE and any(name.text == title for name in candidate.names)
        if scene is None or not is_so or stands_in(scene.name, candidate.question):
            return candidate
        bare = re.compile(rf"\b(?:the )?{re.escape(title)}(?: (?:{'|'.join(sorted(scene.kinds))}))?\b")
        return replace(candidate, question=bare.sub(lambda _: scene.name, candidate.question, count=1))

    def _is_shared(self, candidate: Candidate) -> bool:
        """Whether the name that is asked about, or asked for, has an entry of another sort on another page."""
        names = [name.text for name in candidate.names if not name.owner and name.kind != "term"]
        return not self.corpus.shared.isdisjoint({*names, asked_for(candidate)})

    def _set_in(self, candidate: Candidate, within: str) -> Candidate | None:
        """The question with what it belongs to, where there is a place for it."""
        bare = unplaced(unplaced(candidate.question, self.subject), within)
        said = placed(bare.removesuffix("?"), within)
        return replace(candidate, question=question(said), within=within) if said else None

    def _within(self, candidate: Candidate) -> str | None:
        """What a question should say that it belongs to; empty where it tells, or nothing need be said; None where
        nobody can say."""
        said = candidate.question
        if not self.subject:
            return ""
        tool = tool_left_out(candidate, self.subject)
        if tool and not self._tells(candidate):
            return tool
        part = self._part_of(candidate)
        if re.search(rf"(?:^In| in) {re.escape(self.subject)}(?:,|\?$)", said):
            return part if part and stands_in(part, said) else self.subject
        if self._is_named(said, part) or self._tells(candidate) or self._is_general(candidate):
            return ""
        if self._is_done_elsewhere(candidate):
            return "" if _is_denied_of_a_name(candidate) else None
        return part or self.subject

    def _part_of(self, candidate: Candidate) -> str:
        part = part_of(candidate.chunks[0], self.corpus.parts)
        return "" if part.lower() == self.subject.lower() else part

    def _speaks_of_another(self, candidate: Candidate) -> bool:
        """Whether a title is set in front of what a paragraph says that names another page, and not that title's."""
        scene = _SCENE.match(candidate.question)
        if scene is None or scene["name"] == self.subject:
            return False
        said, told = f"{candidate.question} {candidate.reference}", paragraph_of(candidate)
        if any(word.lower() in told.lower() for word in scene["name"].split() if len(word) > _FEW_LETTERS):
            return False
        others = (code for code in _CODE.findall(told) if code not in said and " " not in code)
        return any(squeezed(code) in self.corpus.homes for code in others)

    def _is_named(self, said: str, part: str) -> bool:
        """Whether the product, its part or the scene of its page stands in a question, be it at the front of a name."""
        names = (each.lower() for each in (self.subject, self.short, part) if each)
        return any(re.search(rf"(?<![a-z0-9]){re.escape(name)}", said.lower()) for name in names)

    def _is_general(self, candidate: Candidate) -> bool:
        """Whether what is told holds elsewhere too: what a long abbreviation means, and what a thing is in a field."""
        if candidate.kind == "expansion":
            return len(candidate.names[0].text if candidate.names else "") > _FEW_LETTERS
        return candidate.kind == "definition" and candidate.question.startswith(("In ", "With "))

    def _is_tool_of_another(self, candidate: Candidate) -> bool:
        """Whether it asks what a command does that the corpus only uses: no page explains it, nor does what is around
        speak of the product."""
        name = next(iter(candidate.names), None)
        if name is None or candidate.kind != "purpose" or name.kind not in TOOLS or name.owner:
            return False
        return self.subject not in candidate.chunks[0].text and not self._is_known(name.text)

    def _is_done_elsewhere(self, candidate: Candidate) -> bool:
        """Whether the passage does not speak of the product, and tells of the world or of the tool of somebody else."""
        text = candidate.chunks[0].text
        if self.subject in text or any(name.owner for name in candidate.names):
            return False
        if candidate.kind == YES_NO or is_in_a_table_of_another(candidate):
            return True  # who knows whether it is so of the product
        typed = (code.split()[0] for code in _CODE.findall(text) if code in candidate.reference)
        tools = [tool for tool in typed if tool[:1].islower()]
        return candidate.kind == "how_to" and bool(tools) and not any(map(self._is_spoken_of, tools))

    def _is_spoken_of(self, tool: str) -> bool:
        """Whether the corpus explains a tool, or speaks of it more than once."""
        return self._is_known(tool) or self.corpus.has(tool, _TWICE)

    def _tells(self, candidate: Candidate) -> bool:
        """Whether a name in the question can only be of this product, or is the proper name of something else."""
        said = unplaced(candidate.question, self.subject).rstrip("?")
        is_of_the_language = self._part_of(candidate) in {"", self.corpus.language}
        if is_of_the_language and any(map(self.corpus.treats, _SHOUTED.findall(said))):
            return True
        words = [_BARE.sub("", word.strip("`.:")) for word in re.split(r"[\s,;\"“”()]+", said)]
        if candidate.kind == "table":
            words = [word for word in words if not word.isalpha()]  # a row has the name of anything
        if _WHAT_IS.match(said) and self.subject not in evidence_of(candidate):
            return any(
                _is_coined(word) and (not word.islower() or squeezed(word) in self.corpus.homes) for word in words[1:]
            )
        of_another = asks_for_a_sort(said) is None and any(self._is_of_another(word, said) for word in words[1:])
        return of_another or any(map(self._is_telling, words[1:]))

    def _is_telling(self, word: str) -> bool:
        """Whether it begins as the names of the product do, or is spelt as code that the corpus explains."""
        if self._prefix and word.lower().startswith(self._prefix):
            return True
        word = word.removeprefix("$")
        if word.startswith(("/", "-", "~")) or not _MARKED.search(word):
            return False
        return self._is_known(word) if not word.isalpha() else squeezed(word) in self.corpus.homes

    def _is_of_another(self, word: str, said: str) -> bool:
        """Whether it has a capital, no article and no title: the name of what a corpus only speaks of."""
        named = word[:1].isupper() and (not word.isupper() or "-" in word)
        named = named and not re.search(rf"\b[Tt]he (?:[A-Z][\w-]* )*{re.escape(word)}\b", said)
        titled = any(stem in self.corpus.titled for stem in content_words(word))
        return named and _is_coined(word) and not SYSTEM.search(word) and not titled and not self._is_known(word)

    def _is_known(self, name: str) -> bool:
        """Whether the corpus explains a name: in a page, a section, or an entry."""
        return self.corpus.treats(name) or name in self.corpus.entries

    @cached_property
    def _prefix(self) -> str:
        """What many names of the corpus begin with, if it shortens the product: ``ot`` of ``ot_pond``, Otterbook's."""
        fronts = Counter(name.partition("_")[0].lower() for name in self.corpus.entries if "_" in name)
        front, times = max(fronts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
        letters = iter(self.subject.lower())
        return front if times >= _OFTEN and len(front) > 1 and all(each in letters for each in front) else ""


def _is_denied_of_a_name(candidate: Candidate) -> bool:
    """Whether the text itself denies of something with a name of its own what is asked: of that, whatever it is in."""
    if candidate.kind != YES_NO or _DENIED.match(candidate.reference) is None or _SCENE.match(candidate.question):
        return False
    words = [_BARE.sub("", word.strip("?,`“”")) for word in candidate.question.split()[1:]]
    return any(word[:1].isupper() and not SYSTEM.fullmatch(word) and _is_coined(word) for word in words)


def _is_coined(word: str) -> bool:
    return (len(word) > _FEW_LETTERS or word.isupper()) and word[:1].isalpha() and is_unusual(word.lower())
