"""Frame -> questions whose answer is the subject: which package, which file, who."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.clauses.inversion import is_last, names_of
from kgsynth.engines.extractive.naming import KINDS, is_code_like, kind_of
from kgsynth.engines.extractive.reading.fragments import cut_tail
from kgsynth.engines.extractive.reading.phrases import is_written_as_a_persons
from kgsynth.engines.extractive.topics_of_pages import is_unusual
from kgsynth.engines.extractive.wording import bare, lower_first, third_person, without_parentheses
from kgsynth.language.bundled import noun_types, verb_lemma
from kgsynth.language.pipelines import name_type
from kgsynth.language.words import content_words

_WEAK = frozenset(
    "be have do seem appear become get go come make remain tend try happen exist follow mean need consider".split()
)
_NO_CLASS = frozenset(
    "version versions way thing part example problem case section chapter step name names one "
    "administrators developers maintainers contributors".split()
)


def which_subject(frame: Frame) -> Iterator[Candidate]:
    """``The otterd package provides the otter daemon.`` -> Which package provides the otter daemon?"""
    clause = frame.clause
    if not frame.opens or clause.negated or not clause.finite or clause.subject[-1].i >= clause.verb.i:
        return
    if clause.copula is not None and clause.head.lower_ not in {
        "responsible",
        "able",
        "capable",
        "necessary",
        "equivalent",
    }:
        return
    if clause.verb.tag_ == "VBP" and clause.subject_head is not None and clause.subject_head.tag_ == "NN":
        return
    asked = _asked_for(frame)
    predicate = bare(frame.cut([token for token in frame.tokens if token.i > clause.subject[-1].i]))
    if not asked or len(content_words(predicate)) < 3 or (clause.head.lemma_ in _WEAK and not clause.passive):
        return
    if asked == "Who" and clause.verb.tag_ == "VBP" and not clause.auxiliaries:
        predicate = re.sub(rf"\b{clause.verb.text}\b", third_person(clause.verb.text), predicate, count=1)
    answer = without_parentheses(frame.cut(clause.subject))
    if clause.head.lemma_ in _ONLY_SAYS or (clause.head.lemma_ == "contain" and not _HOLDERS.search(asked)):
        return
    if A_MEANS.match(predicate):
        return
    told_once = clause.passive and clause.verb.lower_ in {"was", "were"}
    if _BY_THE_WAY.search(frame.text) or (frame.names(answer) and _is_in_the_name(answer, predicate)):
        return
    if re.match(r"^(?:does|do|did) ", predicate):
        return
    if told_once or _is_naming(frame) or re.search(r"\byou\b(?! to\b)", predicate):
        return
    yield from frame.candidate(f"{asked} {predicate}", answer, "factual", 0.9)


_ONLY_SAYS = frozenset(
    "define specify describe determine indicate declare accept consist explain denote designate identify".split()
)  # nobody asks from what is said to the thing that says it
A_MEANS = re.compile(r"^[a-z]+s an? (?:\w+ )?(?:means|way|facility|mechanism|method|possibility)\b")
_HOLDERS = re.compile(r"\b(?:package|metapackage|file|directory|module|library|catalog|view|table|archive)$")


def _asked_for(frame: Frame) -> str:
    """``Which package``, ``Who``; an empty string where nothing says what the subject is."""
    subject = tuple(token for token in frame.clause.subject)
    noun = kind_noun(frame, subject)
    if noun:
        return f"Which {noun}"
    return _by_name(frame, subject)


def _by_name(frame: Frame, subject: Sequence[Token]) -> str:
    """``Which command`` for a bare name, by what the page calls it elsewhere; ``Who`` for a person."""
    phrase = frame.cut(subject)
    proper = all(token.pos_ == "PROPN" and token.text[:1].isupper() for token in subject)
    person = proper and len(subject) > 1 and subject[-1].lower_ not in _COMPANY and is_written_as_a_persons(phrase)
    if person and name_type(subject[-1]) == "PERSON":
        return "Who"
    if len(subject) > 3 or not (proper or phrase in frame.said.words.code or is_code_like(phrase)):
        return ""
    kind = kind_of(phrase, frame.said.chunk.text)
    ran = " " in phrase and phrase in frame.said.words.code and re.fullmatch(r"[a-z][\w-]* [\w -]+", phrase)
    if ran and not kind:
        return "Which command"
    return f"Which {kind}" if kind in _BARE_KINDS and phrase != frame.subject else ""


_BARE_KINDS = frozenset("distribution command program tool utility package daemon library language protocol".split())
_COMPANY = frozenset("corp inc ltd gmbh foundation project company corporation".split())


def kind_noun(frame: Frame, phrase: Sequence[Token]) -> str:
    """What a phrase says its name is: ``the otterd package`` and ``the file /etc/otter`` -> package, file."""
    tokens = list(phrase)
    if len(tokens) < 2 or len(tokens) > 6 or tokens[-1].i - tokens[0].i > 7:
        return ""
    if tokens[0].lower_ == "the" or (tokens[0].lower_ in {"a", "an"} and tokens[-1].lower_ in {*KINDS, "field"}):
        tokens = tokens[1:]
    elif tokens[0].pos_ in {"DET", "PRON", "ADP", "NUM"}:
        return ""
    definite = phrase[0].lower_ in {"the", "a", "an"}
    nouns: list[Token] = []
    while tokens and _is_common(frame, tokens[-1]) and (len(tokens) == 1 or tokens[-2].whitespace_):
        nouns.insert(0, tokens.pop())
    if nouns and tokens:
        name, noun = frame.cut(tokens), " ".join(token.text for token in nouns)
        person = {noun_types().get(form) for form in (nouns[-1].lower_, nouns[-1].lower_.removesuffix("s"))}
        coined = is_code_like(name) and not name.isupper() and not _is_compound(name)
        fixed = name in frame.said.words.code or coined
        fixed = fixed or (definite and nouns[0].lower_ in _SHIPPED_BY_NAME and _is_coined(tokens))
        if name.isupper() and nouns[-1].lower_ not in _KEPT_BY_NAME:
            return ""  # "the VPN server" is a kind of server, not a server of that name
        if phrase[0].lower_ in {"a", "an"} and not (fixed or nouns[-1].lower_ == "field"):
            return ""
        called = definite or nouns[-1].text in KINDS
        proper = definite and len(nouns) == 1 and name != frame.subject and all(t.text[:1].isupper() for t in tokens)
        plain = nouns[-1].lower_ not in _NO_CLASS and "PERSON" not in person
        return noun if plain and len(nouns) <= 3 and ((fixed and called) or proper) else ""
    if not nouns and len(tokens) == 2 and tokens[0].lower_ in KINDS and frame.names(tokens[1].text):
        return tokens[0].lower_
    return ""


def _is_compound(name: str) -> bool:
    """Whether a hyphen joins words of English that describe a thing: the shared-boat shed has no name."""
    return re.fullmatch(r"[a-z]+(?:-[a-z]+)+", name) is not None and not any(map(is_unusual, name.split("-")))


_SHIPPED_BY_NAME = frozenset({"package", "metapackage"})


def _is_coined(tokens: Sequence[Token]) -> bool:
    """Whether a word before "package" can only be its name: ``slapd``, no word of English and no adjective."""
    word = tokens[0]
    plain = len(tokens) == 1 and re.fullmatch(r"[a-z][a-z0-9]{2,}", word.text) is not None
    return plain and word.pos_ not in {"ADJ", "VERB", "ADV", "NUM"} and is_unusual(word.text)


_KEPT_BY_NAME = frozenset(
    "protocol framework specification standard field format option directive command project system module library "
    "algorithm parameter variable file function table keyword language license".split()
)


def _is_common(frame: Frame, token: Token) -> bool:
    return (
        token.tag_ in {"NN", "NNS"}
        and token.text.islower()
        and token.text.isalpha()
        and not any(token.text in code.split() for code in frame.said.words.code)
    )


def which_restricted(frame: Frame) -> Iterator[Candidate]:
    """``Letters that carry no stamp are kept for a week.`` -> Which letters are kept for a week?"""
    clause = frame.clause
    head = clause.subject_head
    if head is None or not frame.opens or clause.negated or clause.copula is not None or head.tag_ != "NNS":
        return
    if _is_naming(frame):
        return
    after = [token for token in clause.subject if token.i > head.i]
    before = [token for token in clause.subject if token.i < head.i]
    plain = all(token.pos_ in {"ADJ", "NOUN", "PROPN"} or token.lower_ in {"the", "all"} for token in before)
    if not plain or not after or after[0].lower_ not in {"that", "which", "who"} or head.lower_ in {"things", "people"}:
        return
    predicate = bare(frame.cut([token for token in frame.tokens if token.i > clause.subject[-1].i]))
    kind = re.sub(r"^(?:the|all) ", "", lower_first(frame.cut([*before, head]), names_of(before)), flags=re.IGNORECASE)
    if len(content_words(predicate)) >= 2 and len(after) >= 4:
        yield from frame.candidate(f"Which {kind} {predicate}", frame.cut(clause.subject), "factual", 0.8)


_BY_THE_WAY = re.compile(
    r"(?<!,) (?:while|whenever|as part of|as a side effect)\b"
)  # it does so besides what it is for


def _is_in_the_name(answer: str, predicate: str) -> bool:
    """Whether the name asked for says it all: the catalog ``pg_rewrite_rule`` "stores rewrite rules"."""
    parts = [part for part in re.split(r"[^a-z]+", re.sub(r"^(?:The|the) ", "", answer).lower()) if len(part) > 2]
    parts = [part for part in parts if part not in KINDS]
    return len(parts) > 1 and all(part[:5] in predicate.lower() for part in parts)


def _is_naming(frame: Frame) -> bool:
    """Whether a clause only says what something is called: nobody asks from the term back to what it means."""
    return frame.clause.passive and frame.clause.head.lower_ in _NAMING


_NAMING = frozenset("called named termed dubbed known labelled considered denoted referred nicknamed".split())


def which_by_relative(frame: Frame) -> Iterator[Candidate]:
    """``It starts the otterd daemon, which guards the ponds.`` -> Which daemon guards the ponds?"""
    for verb in frame.said.doc if "which" in frame.text.lower() else ():
        if (
            not verb.dep_.endswith("relcl")
            or verb.tag_ not in {"VBZ", "VBP"}
            or frame.clause.head.i != frame.said.clause.head.i
        ):
            continue
        pronoun = next((t for t in verb.lefts if t.lower_ == "which" and t.dep_.startswith("nsubj")), None)
        inside = {token.i for token in verb.subtree}
        phrase = [
            token for token in verb.head.subtree if token.i not in inside and token.i < verb.i and token.text != ","
        ]
        if pronoun is None or not phrase or phrase[-1].i - phrase[0].i != len(phrase) - 1:
            continue
        noun = kind_noun(frame, phrase)
        predicate = bare(cut_tail(frame.cut([t for t in frame.said.doc if t.i in inside and t.i > pronoun.i])))
        if noun and len(content_words(predicate)) >= 3 and not re.search(r" and \w+s ", predicate):
            yield from frame.candidate(f"Which {noun} {predicate}", frame.cut(phrase), "factual", 0.9)


def by_whom(frame: Frame) -> Iterator[Candidate]:
    """``The web interface is provided by the webmin package.`` -> Which package provides the web interface?"""
    clause = frame.clause
    agent = [token for token in clause.agent if token.dep_ not in {"case", "prep"}]
    tensed = clause.verb.lower_ in {"is", "are", "was", "were"}
    if not clause.passive or clause.negated or not agent or not tensed or not frame.opens:
        return
    if not is_last(frame.tokens, clause.agent) or len(agent) > 7 or len(clause.auxiliaries) != 1:
        return
    subject = lower_first(frame.cut(clause.subject), names_of(clause.subject))
    told = frame.cut(agent)
    noun = kind_noun(frame, agent)
    base = verb_lemma(clause.head.lower_, "VBN")
    plural = agent[-1].tag_ == "NNS"
    if noun and base is not None and clause.verb.lower_ in {"is", "are"}:
        act = base if plural else third_person(base)
        rest = frame.cut([t for t in frame.tokens if clause.head.i < t.i < clause.agent[0].i - 1])
        yield from frame.candidate(f"Which {noun} {act} {subject} {rest}".strip(), told, "factual", 0.9)
    elif base in _DONE and noun_types().get(_head_noun(agent)) == "PERSON" and agent[0].pos_ not in {"DET", "PRON"}:
        acts = third_person(base) if clause.verb.lower_ in {"is", "are"} else _past(clause.head)
        yield from frame.candidate(f"Who {acts} {subject}", told, "factual", 0.9)
    elif base in _MADE and all(token.text[:1].isupper() for token in agent) and frame.names(told):
        acts = {"are": third_person(base), "is": third_person(base)}.get(clause.verb.lower_) or _past(clause.head)
        yield from frame.candidate(f"Who {acts} {subject}", told, "factual", 0.9)


_DONE = frozenset("create write develop maintain manage run elect review sign administer lead handle moderate".split())


def _head_noun(tokens: Sequence[Token]) -> str:
    inside = {token.i for token in tokens}
    return next((token.lemma_.lower() for token in tokens if token.head.i not in inside), "")


_MADE = frozenset("create write develop maintain found design publish lead invent start launch fund run build".split())


def _past(participle: Token) -> str:
    return {"written": "wrote", "begun": "began"}.get(participle.lower_, participle.lower_)


_SHIPPED = re.compile(
    r"(?P<what>(?:[Tt]he )?[\w./+-]+(?: (?:command|program|tool|utility|daemon|service|library|module|server|"
    r"manager))?) "
    r"\((?:(?:available|found|provided|included|contained|shipped|both) )?(?:in|by|from) the (?P<package>[\w.+-]+) "
    r"(?:Debian )?package\)"
)


def shipped_in(frame: Frame) -> Iterator[Candidate]:
    """``the otter command (in the otter-tools package)`` -> Which package contains the otter command?"""
    told = "package)" in frame.text and frame.clause.head.i == frame.said.clause.head.i
    for match in _SHIPPED.finditer(frame.text) if told else ():
        what = lower_first(match["what"]) if match["what"].startswith("The ") else match["what"]
        name = re.sub(r"^the ", "", what).split(" ")[0]
        earlier = frame.text[: match.start()].split()[-1:]
        part = match.start() > 0 and (
            earlier[0][:1].isupper()
            or earlier[0] == "by"
            or (name[0].isupper() and frame.text[match.start() - 2] in "'’")
        )
        if part or match["package"].endswith("-named"):
            continue
        named = name in frame.said.words.code or is_code_like(name) or re.search(r"[a-z][A-Z]|^[A-Z][a-z]+$", name)
        if named and match["package"] not in {"same", "homonymous", name, name.lower()} and len(name) > 1:
            yield from frame.candidate(
                f"Which package contains {what}", f"the {match['package']} package", "factual", 0.9
            )


ONE_AMONG_MANY = frozenset("support provide include contain offer have add comprise".split())  # what has one has more


def object_by_name(frame: Frame) -> Iterator[Candidate]:
    """``The relay has a watchdog named Argus.`` -> What is the watchdog of the relay called? -> left to `which`."""
    clause = frame.clause
    if clause.negated or clause.passive or clause.copula is not None or not frame.opens or len(clause.objects) != 1:
        return
    if clause.head.lemma_ in ONE_AMONG_MANY:
        return
    phrase = [token for token in clause.objects[0] if token in frame.tokens]
    match = (
        re.match(
            r"^an? (?P<noun>(?!.* of )[a-z][a-z -]+?) (?:named|called) [“\"]?(?P<name>[\w./-]+)[”\"]?$",
            frame.cut(phrase),
        )
        if phrase
        else None
    )
    asked = frame.inverted(frame.since(phrase[0])) if match else None
    if match is not None and asked is not None and frame.names(frame.subject_words) and len(match["noun"].split()) <= 3:
        yield from frame.candidate(f"Which {match['noun']} {asked}", match["name"], "factual", 0.9)
