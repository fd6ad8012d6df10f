"""Statement -> Frames: a clause with its words, and the ways of turning a question about it into a candidate."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from spacy.tokens import Token

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.inversion import inverted, is_remark, spoken_subject
from kgsynth.engines.extractive.clauses.windows import is_subject, stands_alone, window
from kgsynth.engines.extractive.facts import Statement
from kgsynth.engines.extractive.naming import KINDS, names_something
from kgsynth.engines.extractive.reading.fragments import is_clean_answer, is_self_contained
from kgsynth.engines.extractive.reading.prose import slice_of
from kgsynth.engines.extractive.reading.sentences_told import FIRST_PERSON, HEDGED, LOCAL, PLACEHOLDER
from kgsynth.engines.extractive.sifting.fitting import asks_for_a_part, fits, masked, names_itself, splits_code
from kgsynth.engines.extractive.topics_of_pages import is_used_as_name, topic_of
from kgsynth.engines.extractive.wording import bare, lower_first, question, sentence, without_parentheses
from kgsynth.language.bundled import noun_types, verb_lemma
from kgsynth.language.clauses import Clause, joined_to
from kgsynth.language.words import content_words, squeezed

_OPTION = re.compile(r"(?:^|\s)--?[a-z]")
_BARE_DEFINITE = re.compile(r"\b[Tt]he (?:[a-z-]+ ){0,2}[a-z-]+\b(?! (?:of|that|which|named|called)\b)")
_HARMLESS = re.compile(
    r",? ?\b(?:[Aa]lternatively|[Uu]nsurprisingly|[Aa]dditionally|[Uu]ltimately|also|easily|simply|indeed|"
    r"even(?= (?:if|when|though|in|on|at|for|with|without|after|before|the|an?|\w+ly)\b)|"
    r"of course|naturally|fortunately|obviously|actually|basically|in fact|"
    r"in practice|in general|therefore|thus|hence|consequently|however|in particular|especially|merely|just|"
    r"then|automatically(?= (?:also|then)))\b,?(?= |$)"
)
_LOOSE_WORDS = re.compile(
    r"\b(?:in turn|equivalently|accordingly|now|only|further|one in|one$|question$|you want|you wish|you need|rather|"
    r"somehow|all that|that [a-z]+$|certain|yet|still|already|again|too|as well|so|both|neither)\b"
)
_HOW_MANY = re.compile(r"^(?:How|Within how|After how) (?:many|much) ")
_ROUGH = re.compile(r"\b(?:usually|often|typically|generally|normally|about|almost|nearly)\b")
_IN_EXAMPLE = re.compile(r"\b[Ii]n (?:the|this|our|that) (?:\w+ )?(?:example|sample|case|scenario)")
_CONTEXTUAL = re.compile(
    r"\b(?:matching|corresponding|relevant|resulting|respective|requested|desired|aforementioned|remaining|"
    r"(?<!was the )first(?! step)|(?<!was the )second|third|last|next|previous|latter|former|said|given by|different|"
    r"similar|had)\b"
)
_SAYS_NOTHING = re.compile(
    r"^an? (?:[\w-]+ )?(?:sequence|set|number|kind|type|sort|list|series|group|collection|variety|range|piece|"
    r"combination|form) of (?:[\w-]+ )?[\w-]+$|^(?:one|part|some|any|each|all) of\b",
    re.IGNORECASE,
)
_HALF = re.compile(r"\bbetween (?!.* and |(?:any )?two )")
_OR_ELSE = re.compile(r"\((?:or|and|but also|as well as) ")  # there is another answer
_BARE_CLASS = re.compile(
    r"Which (?:options?|component|field|button|directive|rule|parameter|setting|key|value|line|level|priority|mode|"
    r"commands?|protocol|module|argument|keyword|section|part|tools?)\b"
)
_TRIVIAL_CLASS = re.compile(r"Which (?:specification|standard|document|statement|clause)s?\b")
_NOBODY_ASKS = re.compile(
    r"^Why can (?!.*\bnot\b)|^\w+ (?:is|are|does|do) [a-z]+s (?:which|whether|how|what|if)\b|"
    r"\bin addition to\b|\bbe overridden\b|\bproposed\b|\bbe considered\b|\bused (?:listed|stored|defined)\b|"
    r"\bthe --?[\w-]+(?: \w+)? (?:allow|specif|defin|indicat|tell|let)|^What (?:does|do|can|will) (?:an?|each|any|the "
    r"(?:default|whole|entire))\b|^Which \w+ do(?:es)? all\b|^What can .* be configured to do$|"
    r"\b(?:fairly|quite|very|never essential|useless)\b|^What did an? |(?:^|\s)'\w[^']*$"
)
GENERIC_TOPIC = frozenset(
    "usb cd-rom dvd-rom dvd http ftp tcp udp ip url iso pc cpu dhcp smtp it utf-8 html xml os ram faq api gui cli "
    "html5 pdf json sql csv unix/linux rfc bios bios/uefi tcp/udp udp/tcp".split()
)
_OF_THE_WORLD = frozenset({"place", "temporal", "cause", "numeric"})
_EXPLAINING = frozenset("of for that which whose from used named called".split())
_UNIQUE = frozenset(
    "internet kernel network web user administrator root system bios computer machine bootloader installer keyboard "
    "screen disk processor cpu user's administrator's filesystem screen world same".split()
)
_NOT_STRONG = frozenset({"linux", "unix", "internet", "english", "free", "web", "software", "gnu/linux"})


def frames(said: Statement, subject: str) -> Iterator["Frame"]:
    """The main clause of a statement, and each clause joined to it that has a subject and a tense of its own."""
    for clause in (said.clause, *(each for each in joined_to(said.clause) if stands_alone(each, said.clause))):
        tokens = window(clause)
        if tokens:
            yield Frame(said, clause, tokens, subject)


class Frame:
    """A clause of a statement, and the ways of turning a question about it into a candidate.

    Attributes:
        tokens: the words that belong to the clause.
        topic: the name that the page or section is about; empty where it has none.
    """

    def __init__(self, said: Statement, clause: Clause, tokens: tuple[Token, ...], subject: str) -> None:
        self.said = said
        self.clause = clause
        self.tokens = tokens
        self.text = said.words.text
        self.subject = subject

    @cached_property
    def whole(self) -> str:
        """All words of the clause."""
        return self.cut(self.tokens)

    @cached_property
    def topic(self) -> str:
        """What the page or section is about, where the text bears out that it is a name."""
        chunk = self.said.chunk
        topic = topic_of(chunk.headings, chunk.title, self.subject)
        if re.search(r"\([2-57]\)", chunk.title) and topic in chunk.title:
            return ""  # a manual page about a format or a notion: nobody does anything "with" it
        if not topic or topic.lower() in _NOT_STRONG or topic.lower() in GENERIC_TOPIC or len(topic) < 3:
            return ""
        if "/" in topic or re.search(
            r"^[A-Z]\w*-[A-Z]|\.\w|^(?:non|pseudo|pre|one|multi)-|-(?:line|way|up|free)$", topic
        ):
            return ""
        if topic.isupper() and re.search(rf"\b{topic.lower()}\b", chunk.text):
            return ""  # a title in capitals
        if re.search(r"[A-Z].*[A-Z]|[a-z][A-Z]|[a-z]-[a-z]", topic):
            return topic
        said = is_used_as_name(topic, chunk.text)
        stem = re.escape(topic.lower().removesuffix("s"))
        small = re.search(rf"\b{stem}s?\b", chunk.text) is not None
        return topic if said and (not small if topic[0].isupper() else f"`{topic}`" in chunk.text) else ""

    @cached_property
    def leans(self) -> bool:
        """Whether the subject is a pronoun or no subject at all, so that only what stands before it explains it."""
        return bool(self.clause.subject) and not is_subject(self.clause)

    @cached_property
    def is_told_plainly(self) -> bool:
        """Whether the clause speaks to nobody in particular: no "we", no example's name, nobody's story."""
        local = PLACEHOLDER.search(self.text) or LOCAL.search(self.whole) or _IN_EXAMPLE.search(self.text)
        return not FIRST_PERSON.search(self.whole) and local is None

    @cached_property
    def adds(self) -> bool:
        """Whether the clause tells one thing among others ("also", "as well"), so that it is no full answer."""
        return (
            re.search(
                r"\b(?:also|too|as well|in addition|additionally|another|among others|(?<!/)etc)\b",
                without_parentheses(self.whole),
            )
            is not None
        )

    def candidate(self, text: str, answer: str, kind: str, weight: float) -> Iterator[Candidate]:
        """The candidate, with its page's name in front ("With pg_dump, ...") where it names nothing; none in "
        "doubt."""
        text = self._in_small(bare(_HARMLESS.sub("", without_parentheses(text))))
        if re.search(r", (?:an?|the) ", text) and kind != "condition":
            return  # an apposition makes a question that nobody would put so
        if not self.is_clear(text, answer, kind):
            return
        answer = re.sub(r"^\((.*)\)$", r"\1", bare(answer))
        answer = re.sub(r" \([^()]*\betc\b[^()]*\)", "", answer)
        if kind != "yes_no" and _is_in_question(text, answer):
            return
        if names_itself(text, answer) or not fits(text, answer, kind) or _SAYS_NOTHING.match(answer):
            return
        hedged = self._hedges(_HOW_MANY.sub("", text))
        if hedged or (kind == "numeric" and _ROUGH.search(text)) or self._is_hedged(text, answer, kind):
            return
        if any(
            re.search(rf"(?:^|to \w+ )the {re.escape(phrase)}(?: in detail)?$", answer, re.IGNORECASE)
            for phrase in self._unexplained
            if phrase.lower() in answer.lower()
        ):
            return  # "the limits" tells nothing without the page
        if _HALF.search(text) or (self._has_another(answer) and kind != "condition"):
            return
        if _BARE_CLASS.match(text) and not (self.is_strong(text) or self._has_topic(text)):
            return  # "Which option ...": of what?
        if (
            self._is_idle(text)
            or _TRIVIAL_CLASS.match(text)
            or self._is_contextual(text)
            or (kind == "condition" and self._is_loose(text))
        ):
            return
        placed = self._placed(text, kind, answer)
        whole = (self.topic, self.said.name.owner, self.said.name.text, self.subject)
        if placed is None or asks_for_a_part(placed, whole) or splits_code(self.said.words.code, text, answer):
            return
        names = (self.said.name,) if self.said.name.text and self.said.name.text.lower() in placed.lower() else ()
        yield Candidate(
            (self.said.chunk,), question(placed), self._ended(answer), self.said.evidence, kind, names, weight
        )

    def is_clear(self, text: str, answer: str, kind: str) -> bool:
        """Whether neither question nor answer points at what stands around the sentence."""
        loose = _LOOSE_WORDS.search(text) is not None
        return not loose and is_self_contained(masked(text), longest=24) and is_clean_answer(answer)

    def _hedges(self, text: str) -> bool:
        """Whether a question asks of most things, or of what is often so."""
        return HEDGED.search(text) is not None

    def _is_idle(self, text: str) -> bool:
        """Whether nobody would ask it in such words."""
        return _NOBODY_ASKS.search(text) is not None

    def _has_another(self, answer: str) -> bool:
        """Whether the sentence names another answer in brackets."""
        return _OR_ELSE.search(self.text) is not None

    def _is_contextual(self, text: str) -> bool:
        """Whether a word of the question counts on what was said before it: "the previous step"."""
        return _CONTEXTUAL.search(text) is not None

    def _is_hedged(self, text: str, answer: str, kind: str) -> bool:
        """Whether an answer says that there are others."""
        return HEDGED.search(answer) is not None and not text.startswith(("Which", "Who"))

    def _is_loose(self, text: str) -> bool:
        """Whether an occasion speaks of something that only the page explains."""
        return self.loose_definites(text) > 0

    def _ended(self, answer: str) -> str:
        """The answer with a full stop, and with a capital unless it opens with code that is written small."""
        small = any(answer.startswith(code) for code in self.said.words.code)
        return f"{bare(answer)}." if small else sentence(answer)

    def _has_topic(self, text: str) -> bool:
        """Whether the page's subject stands in a question, or will be put in front of it."""
        return bool(self.topic) or bool(self.said.name.text) or (bool(self.subject) and self.subject in text)

    def _in_small(self, text: str) -> str:
        """The text with the sentence's first word in small letters, where the page writes it so."""
        first = self.said.doc[0].text
        small = first[:1].lower() + first[1:]
        if first == small or len(first) < 3 or first[1:] != first[1:].lower() or first not in text:
            return text
        if self.said.doc[0].pos_ != "DET" and re.search(rf"\b{re.escape(first)} (?:of )?[A-Z]", text):
            return text  # the first word of a name
        page = self.said.chunk.text
        inside = rf"(?<=[a-z,(`] ){re.escape(first)}\b|`{re.escape(first)}\b"
        written = re.search(rf"(?<![\w-]){re.escape(small)}(?![\w-])", page)
        return re.sub(rf"\b{re.escape(first)}\b", small, text) if written and not re.search(inside, page) else text

    def _placed(self, text: str, kind: str, answer: str) -> str | None:
        about = self.said.name
        lowered = text.lower()
        if about.text and about.text.lower() in lowered and about.owner.lower() in lowered:
            return text
        bare_names = len(_BARE_DEFINITE.findall(text))
        if about.owner and about.owner.lower() not in lowered:
            used = (
                f"{about.owner} {about.text}"
                if about.kind == "option" and about.text.lower() not in f"{lowered} {answer.lower()}"
                else about.owner
            )
            return f"When using {used}, {lower_first(text)}" if kind in {"condition", "how_to"} else None
        on_occasion = kind in {"condition", "how_to", "temporal"}
        if about.kind == "command" and not about.owner and on_occasion and bare_names <= 2:
            return f"{'With' if kind == 'temporal' else 'When using'} {about.text}, {lower_first(text)}"
        if about.kind == "option" or _OPTION.search(text):
            tool = self.topic.islower() and about.kind != "option" and not self.loose_definites(text)
            return f"With {self.topic}, {lower_first(text)}" if tool else None  # an option needs its command
        return self._framed(text, kind, answer)

    def _framed(self, text: str, kind: str, answer: str) -> str | None:
        loose = self.loose_definites(text)
        optional = re.search(r"^(?:with |using |the )*-{1,2}\w", answer, re.IGNORECASE) is not None
        subject = bool(self.clause.subject) and self.loose_definites(self.cut(self.clause.subject)) > 0
        asked = subject and self.subject_words in text
        if self.is_strong(text) and loose <= 1 and not asked and not optional:
            return text
        whole = bool(self.subject) and re.search(rf"\b{re.escape(self.subject)}\b", text) is not None
        if whole and not loose and not optional and len(content_words(text)) >= 4:
            return text
        if loose > 1 or len(content_words(text)) < 3 or text.startswith("Who"):
            return None
        tool = bool(self.topic) and self.topic.islower()
        told = answer if text.startswith(("Which", "Who")) or kind == "how_to" else ""
        asked_for = self.topic.lower() in f"{text} {told}".lower()
        if tool and not optional and not asked_for and kind in _OF_THE_WORLD:
            return None  # what is so whatever tool is used: its page only mentions it
        if self.topic and not asked_for and (tool or not optional) and not (asked and kind == "factual"):
            return f"{'With' if tool else 'In'} {self.topic}, {lower_first(text)}"
        if loose or optional or self.said.name.text or not self.subject:
            return None
        if kind == "how_to" and self.subject not in text and self.is_strong(answer):
            return f"In {self.subject}, {lower_first(text)}"
        enough = 4 if text.startswith("Which command") else 5
        general = text.startswith("Which") or kind in {"cause", "temporal", "condition"}
        return text if general and len(content_words(text)) >= enough else None

    def is_strong(self, text: str) -> bool:
        """Whether a text holds a name that says by itself which world it belongs to."""
        beside = re.sub(rf"\b{re.escape(self.subject)}\b", "", text) if self.subject else text
        words = [word for word in beside.split() if word.strip(".,?\"'“”()").lower() not in _NOT_STRONG]
        plain = [word for word in self.said.words.code if word.isalpha() and word.islower() and is_everyday(word)]
        kept = (
            re.sub(r"\b(?:{})\b(?! command)".format("|".join(map(re.escape, plain))), "", " ".join(words))
            if plain
            else " ".join(words)
        )
        return self._holds_a_name(kept)

    def loose_definites(self, text: str) -> int:
        """How many definite phrases of a text only the page around it would explain."""
        return sum(1 for phrase in self._unexplained if phrase in text)

    @cached_property
    def _unexplained(self) -> tuple[str, ...]:
        found = []
        for token in self.said.doc:
            if token.lower_ != "the" or token.dep_ != "det" or token.head.i <= token.i:
                continue
            head = token.head
            explained = any(
                child.i > head.i and child.dep_.split(":")[0] in {"nmod", "acl", "appos", "flat", "nummod"}
                for child in head.children
            )
            following = head.nbor(1) if head.i + 1 < len(self.said.doc) else head
            explained = explained or following.lower_ in _EXPLAINING or following.tag_ in {"VBG", "VBN"}
            inner = [t for t in self.said.doc if token.i < t.i <= head.i]
            named = self._holds_a_name(self.cut(inner)) or (
                head.lower_ in KINDS and any(t.dep_ == "compound" for t in inner)
            )
            if not (explained or named or head.lower_ in _UNIQUE or any(c.tag_ == "JJS" for c in head.children)):
                found.append(slice_of(self.text, [token, head])[4:])
        return tuple(found)

    def small(self, text: str) -> str:
        """The text without the capital that only the start of the sentence gives it."""
        first = self.said.doc[0]
        capital = first.text.istitle() and first.pos_ != "PROPN" and text.startswith(first.text)
        plain = first.pos_ in {"DET", "ADP", "ADV", "NUM"} or _is_a_verb_form(first)
        if re.match(r"[A-Z][a-z]+ [A-Z][a-z]", text) and not plain:
            return text  # the first word of a name
        return text[:1].lower() + text[1:] if capital else text

    def names(self, text: str) -> bool:
        """Whether words of the sentence are known by what they say: they hold a name."""
        return self._holds_a_name(text)

    def _holds_a_name(self, text: str) -> bool:
        first = self.said.doc[0]
        if first.text.istitle() and first.pos_ != "PROPN" and text.startswith(first.text):
            text = text[:1].lower() + text[1:]
        short = any(
            re.search(rf"(?<![\w-]){re.escape(each)} [a-z]", text) for each in self.said.words.code if len(each) == 2
        )
        return short or names_something(text, self.said.words.code)

    def cut(self, tokens: Sequence[Token]) -> str:
        """The characters of some adjoining tokens."""
        return slice_of(self.text, tuple(tokens)).strip(" ,;") if tokens else ""

    def inverted(self, without: Iterable[Token] = ()) -> str | None:
        """The clause in question order, some tokens left out."""
        return inverted(self.clause, self.tokens, self.text, tuple(without))

    def after(self, token: Token) -> list[Token]:
        """The words of the clause that follow a token, closing marks left out."""
        found = [each for each in self.tokens if each.i > token.i]
        while found and found[-1].is_punct and found[-1].text not in {")", "”", '"', "`"}:
            found.pop()
        return found

    @cached_property
    def rest(self) -> str:
        """What the sentence says behind the clause."""
        last = self.tokens[-1]
        return self.text[last.idx + (0 if last.text == "," else len(last.text)) :]

    def since(self, token: Token) -> list[Token]:
        """The words of the clause from a token on."""
        return [each for each in self.tokens if each.i >= token.i]

    def after_verb(self) -> str:
        """What follows the tensed verb."""
        return bare(self.cut(self.after(self.clause.verb)))

    @cached_property
    def subject_words(self) -> str:
        """The subject as it stands inside a question; empty where there is none."""
        return spoken_subject(self.clause.subject, self.text) if self.clause.subject else ""

    @cached_property
    def opens(self) -> bool:
        """Whether the clause begins with its subject, or with a remark on the whole and then its subject."""
        if not self.clause.subject:
            return False
        before = [token for token in self.tokens if token.i < self.clause.subject[0].i]
        return all(is_remark(token) for token in before)


def _is_a_verb_form(token: Token) -> bool:
    """Whether a word is a participle or a deed: ``Setting the lock``."""
    deed = token.tag_ == "VBG" and verb_lemma(token.lower_, "VBG") is not None
    return deed or verb_lemma(token.lower_, "VBN") is not None


def _is_in_question(text: str, answer: str) -> bool:
    """Whether a name in the question says all that the answer says: ``pg_range`` - information about ranges."""
    names = squeezed(text)
    told = [word for word in content_words(answer) if word not in _OF_ANY_TABLE]
    return len(told) > 1 and all(word in names for word in told)


_OF_ANY_TABLE = frozenset(content_words("information definitions entries data rows values available defined"))


def is_everyday(word: str) -> bool:
    """Whether a small word is an ordinary noun or verb, so that as a name it needs its page."""
    return word in noun_types() or any(verb_lemma(word, tag) == word for tag in ("VB",)) or word in _ORDINARY


_ORDINARY = frozenset("none rules jobs main all root bank default true false yes no on off".split())
