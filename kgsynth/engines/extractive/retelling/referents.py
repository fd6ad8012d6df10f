"""A parsed sentence -> the things that it names, each with the words by which a later sentence may take it up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kgsynth.engines.extractive.clauses.windows import is_subject
from kgsynth.engines.extractive.naming import KINDS, names_something
from kgsynth.engines.extractive.reading.passage import Words
from kgsynth.engines.extractive.topics_of_pages import names_somebody
from kgsynth.language.bundled import noun_types
from kgsynth.language.clauses import Clause, joined_to, subtree
from kgsynth.language.pipelines import name_type

RUN = frozenset({"command", "tool", "program", "utility", "script", "daemon", "software"})
SORTS = RUN | frozenset(
    "service system distribution project browser application server library framework protocol language interface "
    "environment package platform company team product device site initiative".split()
)  # what a bare name may be
_CUT = frozenset({",", "(", "—", "–", ":", ";", "["})
_LONGEST = 7  # words of a phrase that is repeated
_CONTEXTUAL = re.compile(
    r"\b(?:this|that|these|those|such|its|their|his|her|our|my|your|we|you|it|they|here|above|below|following|previous|"
    r"next|first|second|third|last|latter|former|other|another|same|one|ones|all|both|each|every|no|none|any|some|many|"
    r"most|several|few|various|examples?|books?|chapters?|sections?|steps?|author|readers?|who|what|which|more|less|"
    r"better|simplest|easiest|very|similar|different)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\b(?:[Tt]o|[Ii]n|[Ff]or|[Ww]hen|[Ii]f)\b[^,]* (?:it|its|them|this|they)\b")
_SOMEBODY = re.compile(r"\b(?:he|she|his|her|him|Mr|Mrs|Ms|Dr)\b")
_BRINGS = frozenset({"include", "contain", "provide", "have", "offer", "ship", "bring", "use"})
_SPEAKERS = frozenset({"you", "we", "one", "i", "users", "user", "administrators", "administrator", "people"})
EMPTY_NOUNS = frozenset(
    "part way set name example version successor piece fork abbreviation result solution alternative choice kind type "
    "sort form case thing matter point reason member element word term acronym step list number place reference "
    "source sign collection combination series group copy replacement equivalent extension implementation variant "
    "play attempt effort person address method approach idea means aspect question answer problem issue "
    "thing line time case".split()
)
_EMPTY_IT = re.compile(
    r"^It (?:is|was) (?:at|in|on|by|only|not|because)\b.* that\b|\bmakes? (?:\w+ )?sense\b|\bit (?:\w+ )?that\b|"
    r"\bit (?:is|was|becomes?|remains?|(?:may|can|might|would|will|could|should|must) (?:\w+ )?be)(?:, [^,]+,)? "
    r"(?:[\w-]+ ){0,2}?"
    r"(?:(?:im)?possible|(?:un)?necessary|helpful|useful|easy|easier|difficult|hard|harder|important|recommended|advised|"
    r"advisable|convenient|interesting|desirable|best|better|good|wise|worth|essential|safe|sufficient|enough|common|"
    r"tempting|practical|usual|customary|mandatory|nice|ideal|appropriate|preferable|sensible|(?:un)?reasonable|(?:un)?wise|(?:un)?safe|natural|true|"
    r"likely|unlikely|clear|obvious|crucial|vital|fine) (?:\w+ ){0,3}?(?:to|that|for|if|when|[a-z]+ing)\b",
    re.IGNORECASE,
)
_PATH = re.compile(r"^[~/][\w./*~-]+$|^\w[\w-]*\.(?:conf|cfg|ini|list|json|ya?ml|toml|txt|log|sh)$")
_TOOL = re.compile(r"^[a-z][a-z0-9+-]{2,}$")


@dataclass(frozen=True, slots=True)
class Referent:
    """Something that a sentence names.

    Attributes:
        text: the words that name it, as they stand inside a sentence: ``the otter command``.
        nouns: what it may be called afterwards, "the" or "this" in front: ``command``.
        plural: whether "they" speaks of it, not "it".
        words: the sentence; none where a title names it.
        codes: the inline code in its words.
        is_name: whether its words hold a name.
        kind: what the sentence says that it is: ``web browser``.
    """

    text: str
    nouns: frozenset[str]
    plural: bool
    words: Words | None
    codes: tuple[str, ...]
    is_name: bool
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as it is to be understood, with its tree.

    Attributes:
        words: where it stands.
        text: its words, pronouns replaced.
        clause: its main clause.
        titles: the titles above it.
    """

    words: Words
    text: str
    doc: Doc
    clause: Clause | None
    titles: str = ""


def topic_after(line: Line, subject: str) -> Referent | None:
    """What a sentence leaves in mind, so that "it" or "they" takes it up: its subject, or the one thing it brings in.

    ``The otter command counts fish.`` leaves the otter command; ``You can also use the stoat tool.`` the stoat tool.

    Args:
        subject: what the whole corpus is about: what it "provides" may be taken up, not it.
    """
    clause = line.clause
    if clause is None or line.text.endswith("?"):
        return None
    if _is_advice(line, clause):
        return _only_name(line) if not _POINTS.search(line.text) else None
    if not clause.subject:
        return None
    if not _is_subject(clause) or _has_other_subject(clause):
        return None
    if line.text[clause.subject[0].idx :].startswith(f"{subject} ") and clause.objects:
        return _only_name(line)
    if clause.subject_head is not None and clause.subject_head.tag_ == "VBG":
        return _done_to(line, clause.subject_head)
    return _predicate_name(line, clause) or _subject_of(line, clause)


def may_be_other(found: Referent, clause: Clause) -> bool:
    """Whether "it" may as well take up what the subject acts on: only a name stays in mind whatever it does."""
    named = (found.is_name or found.text.count('"') or "“" in found.text) and " of " not in found.text
    heads = [each[0].doc[each[0].i : each[-1].i + 1].root for each in clause.objects]
    if found.plural:
        return bool(clause.agent) or any(head.tag_ in {"NNS", "NNPS"} for head in heads)
    if named:
        brings = clause.head.lemma_ in _BRINGS
        return brings and any(_is_named_part(head) for head in heads)
    return bool(clause.objects or clause.complement)


def _is_named_part(head: Token) -> bool:
    """Whether an object is one thing with a name: ``the Otter module``."""
    return head.tag_ in {"NN", "NNP"} and any(token.pos_ == "PROPN" for token in head.subtree)


def _done_to(line: Line, act: Token) -> Referent | None:
    """``Starting the otter daemon takes a while.`` leaves the otter daemon, if it has a name."""
    things = [child for child in act.children if child.dep_ == "obj"]
    found = referent(line, things[0], frozenset(), plural=False) if len(things) == 1 else None
    return found if found is not None and found.is_name and things[0].tag_ in {"NN", "NNP"} else None


def _is_advice(line: Line, clause: Clause) -> bool:
    """Whether a sentence says what somebody can or should do: ``You can``, ``It is possible to``, ``Use``."""
    head = clause.subject_head
    if head is None:
        return clause.imperative
    return head.lower_ in _SPEAKERS or (head.lower_ == "it" and is_empty(line.text, clause))


def _subject_of(line: Line, clause: Clause) -> Referent | None:
    found = referent(line, clause.subject_head, _nouns_of(clause), plural=_is_plural(clause))
    if found is None:
        return None
    if found.text.startswith(("a ", "an ")) and not _is_of_all(clause):
        return None  # one of its sort, not the sort
    if found.is_name and found.text.startswith(("a ", "an ")) and _says_which(clause):
        return None  # "a tool of Otterbrook is the lantern": the lantern
    return replace(found, kind=_kind(clause))


def _says_which(clause: Clause) -> bool:
    return clause.copula is not None and any(each.lower_ == "the" for each in clause.head.lefts)


def _is_of_all(clause: Clause) -> bool:
    """Whether a sentence on "a pump" is one on every pump."""
    return clause.verb.tag_ in {"VBZ", "VBP"} or clause.verb.lower_ in {"can", "may", "must", "should"}


def thing_told(line: Line) -> Referent | None:
    """The name that a sentence says to be something: ``Otter is a web browser``."""
    clause = line.clause
    if clause is None or clause.copula is None or not clause.subject or not _is_subject(clause):
        return None
    found = _predicate_name(line, clause) or _subject_of(line, clause)
    return found if found is not None and found.is_name and found.nouns and not found.plural else None


def things_named(line: Line) -> Iterator[Referent]:
    """The names in a sentence that have a noun of their own with them, and the one path or tool in it."""
    found = {}
    for token in line.doc:
        if token.pos_ in {"NOUN", "PROPN"} and token.lower_ in KINDS and token.tag_ in {"NN", "NNP"}:
            nouns = RUN if token.lower_ in RUN else frozenset({token.lower_})
            each = referent(line, token, nouns, plural=False)
            if each is not None and each.is_name and each.text.startswith("the "):
                found[each.text] = each
    yield from found.values()
    covered = {code for each in found.values() for code in each.codes}
    paths = [code for code in dict.fromkeys(line.words.code) if _PATH.match(code) or code.startswith("/")]
    if len(paths) == 1 and paths[0] not in covered and paths[0] in line.text:
        noun = "directory" if paths[0].endswith("/") else "file"
        script = {"script"} if noun == "file" and "." not in paths[0].rpartition("/")[2] else set[str]()
        yield Referent(f"the {paths[0]} {noun}", frozenset({noun} | script), False, line.words, (paths[0],), True)
    tools = [code for code in dict.fromkeys(line.words.code) if not _PATH.match(code)]
    run = any(each.nouns & RUN for each in found.values())
    if len(tools) == 1 and not run and _TOOL.match(tools[0]) and tools[0] not in covered and tools[0] in line.text:
        yield Referent(tools[0], RUN, False, line.words, (tools[0],), True)


def referent(line: Line, head: Token | None, nouns: frozenset[str], *, plural: bool, start: int = 0) -> Referent | None:
    """What a noun and the words around it name; None where they do not name it away from their sentence.

    Args:
        start: the first token that may belong to it.
    """
    tokens = tuple(token for token in _phrase(head) if token.i >= start) if head is not None else ()
    if not tokens or head is None:
        return None
    text = _whole_code(line, tokens[0].idx, tokens[-1].idx + len(tokens[-1].text))
    quoted = text.count('"') % 2 == 0 and text.count("“") == text.count("”") and text.count("(") == text.count(")")
    if _CONTEXTUAL.search(text) or len(text.split()) > _LONGEST or not quoted or not _is_thing(line, head):
        return None
    codes = tuple(code for code in line.words.code if code and code in text)
    several = tokens[0].pos_ != "DET" and any(token.text[:1].isupper() for token in tokens[1:2])
    named = several or tokens[0].pos_ == "PROPN" or not tokens[0].text.istitle()
    small = text if named else text[:1].lower() + text[1:]
    if codes and text.startswith(codes):
        small = text
    is_name = names_something(small, codes)
    bare = is_name and (small in codes or all(token.pos_ == "PROPN" for token in tokens))
    return Referent(small, nouns | (SORTS if bare else frozenset()), plural, line.words, codes, is_name)


def _whole_code(line: Line, start: int, end: int) -> str:
    """Some characters of a sentence, and all of the code that they are a part of."""
    for code in line.words.code:
        place = line.text.find(code) if code else -1
        if 0 <= place <= start and end <= place + len(code):
            return code
    return line.text[start:end]


def _phrase(head: Token) -> tuple[Token, ...]:
    """A noun with what hangs on it, up to a bracket, a comma or a clause."""
    tokens = []
    joined = [child for child in head.children if child.dep_ == "conj"]
    joined = joined if any(child.dep_ == "cc" for each in joined for child in each.children) else []
    last = max((child.i for child in joined), default=head.i)
    for token in _without_front(head):
        if token.dep_ == "case" and token.head.i == head.i and token.i < head.i:
            continue
        if token.i > last and (token.text in _CUT or token.dep_.startswith("acl")):
            break
        if token.i < head.i and token.text in _CUT and not joined:
            return ()
        tokens.append(token)
    while tokens and tokens[-1].is_punct and tokens[-1].text not in {'"', "”"}:
        tokens.pop()
    return tuple(tokens)


def _without_front(head: Token) -> tuple[Token, ...]:
    """A noun with what hangs on it, without a comma or a clause that the parser put in front of it."""
    tokens = subtree(head)
    clauses = [child for child in head.lefts if child.dep_ == "advcl" or child.text == ","]
    first = max((each.right_edge.i + 1 for each in clauses), default=0)
    return tuple(token for token in tokens if token.i >= first and not (token.i == first and token.text == ","))


def _is_thing(line: Line, head: Token) -> bool:
    """Whether "it" or "they" may speak of it: no person, no pronoun, no number."""
    if head.text in line.words.code:
        return True
    numbered = head.pos_ == "NUM" and any(child.text.istitle() and child.i == head.i - 1 for child in head.lefts)
    thing = head.pos_ in {"NOUN", "PROPN", "X", "SYM"} and noun_types().get(head.lemma_.lower()) != "PERSON"
    if not thing:
        return numbered
    may_be_person = head.pos_ == "PROPN" and head.text.istitle() and not any(each.dep_ == "det" for each in head.lefts)
    return not (may_be_person and name_type(head) == "PERSON") or _is_no_person(line, head.text)


def _is_no_person(line: Line, name: str) -> bool:
    """Whether a page that calls something by one word speaks of nobody: of no "she", and of no fuller name."""
    if name in line.titles.split():
        return not names_somebody(line.titles)
    text = line.words.chunk.text
    fuller = re.search(rf"\b(?!The\b)[A-Z][a-z]+ {re.escape(name)}\b|\b{re.escape(name)} (?:[a-z]{{2,3}} )?[A-Z]", text)
    return fuller is None and not _SOMEBODY.search(text)


def _is_subject(clause: Clause) -> bool:
    """Whether what the parser calls the subject is one, be it that a remark after a comma adds to it."""
    head = clause.subject_head
    if head is None or head.dep_ == "expl" or head.i > clause.verb.i:
        return False
    own = tuple(token for token in _without_front(head) if token.i <= head.i)
    after = head.nbor(1) if head.i + 1 < len(head.doc) else head
    noun_goes_on = head.pos_ == "PROPN" and after.pos_ in {"NOUN", "PROPN"}
    word_goes_on = not head.whitespace_ and after.text[:1] in {"-", "/", "_", "."} and after.text != "."
    if (noun_goes_on or word_goes_on) and after.i not in {token.i for token in clause.subject}:
        return False  # a part of a longer name
    before = clause.head.doc[own[0].i - 1] if own[0].i else None
    opens = before is None or before.is_punct or before.pos_ in {"ADV", "CCONJ"}
    return opens and is_subject(replace(clause, subject=own))


def _is_plural(clause: Clause) -> bool:
    """By the verb where it tells, else by the noun."""
    verb, head = clause.verb, clause.subject_head
    if verb.tag_ == "VBZ" or verb.lower_ == "was":
        return False
    if verb.tag_ == "VBP" or verb.lower_ == "were":
        return True
    return head is not None and (head.tag_ in {"NNS", "NNPS"} or any(child.dep_ == "conj" for child in head.children))


def _nouns_of(clause: Clause) -> frozenset[str]:
    """What the subject of a clause is called in it: its own head noun, and what it is said to be."""
    head = clause.subject_head
    own = {head.lower_} if head is not None and any(child.i < head.i for child in head.children) else set()
    kind = _kind(clause)
    return frozenset(own | ({kind.rpartition(" ")[2], kind} if kind else set()))


def _kind(clause: Clause) -> str:
    """What a clause says that its subject is, by the noun alone: ``web browser``; empty where that says nothing."""
    head = clause.head
    said = clause.copula is not None and head.pos_ == "NOUN" and head.tag_ == "NN" and not clause.negated
    if not said or clause.copula is None or clause.copula.lower_ != "is" or head.lower_ in EMPTY_NOUNS:
        return ""
    after = head.nbor(1) if head.i + 1 < len(head.doc) else head
    if not any(child.lower_ in {"a", "an", "the"} for child in head.lefts) or after.text == "-":
        return ""
    if after.pos_ in {"NOUN", "ADJ", "PROPN"}:
        return ""  # a part of a longer name
    nouns = [child for child in head.lefts if child.dep_ == "compound" and child.text.islower()]
    tokens = [*nouns, head]
    unbroken = head.i - tokens[0].i + 1 == len(tokens)
    return " ".join(token.text for token in tokens) if unbroken else head.text


def _predicate_name(line: Line, clause: Clause) -> Referent | None:
    """``The smallest tool of its kind is otter``: the otter, where the subject has no name."""
    head = clause.head
    if clause.copula is None or clause.negated or (head.pos_ != "PROPN" and head.text not in line.words.code):
        return None
    if any(child.lower_ in {"a", "an", "one"} for child in head.lefts) or clause.subject_head is None:
        return None
    subject = referent(line, clause.subject_head, frozenset(), plural=False)
    if subject is not None and subject.is_name:
        return None
    return referent(line, head, frozenset({clause.subject_head.lower_}), plural=False, start=clause.copula.i + 1)


def _has_other_subject(clause: Clause) -> bool:
    """Whether a clause that is joined to it speaks of something else."""
    return any(each.subject_head is not None and each.subject_head.pos_ != "PRON" for each in joined_to(clause))


def _only_name(line: Line) -> Referent | None:
    """The one thing with a name that a sentence about what somebody can do brings in."""
    found = tuple(things_named(line))
    return found[0] if len(found) == 1 else None


def is_empty(text: str, clause: Clause) -> bool:
    """Whether "it" speaks of nothing: ``It is easy to``, ``It happens that``."""
    head = clause.subject_head
    if (head is not None and head.dep_ == "expl") or _EMPTY_IT.search(text):
        return True
    joined = {child.dep_ for child in clause.head.children}
    if any(label.startswith("csubj") for label in joined):
        return True
    told = "ccomp" in joined and clause.head.lemma_ in {"happen", "seem", "appear", "turn", "mean"}
    return told or (clause.head.pos_ == "ADJ" and any(each.mark in {"to", "that"} for each in clause.adverbials))
