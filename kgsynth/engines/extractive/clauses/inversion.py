"""A declarative clause -> the same words in the order of a question."""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from kgsynth.engines.extractive.naming import KINDS
from kgsynth.engines.extractive.reading.prose import slice_of
from kgsynth.engines.extractive.topics_of_pages import is_unusual
from kgsynth.engines.extractive.wording import bare, base_of_third, lower_first
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.clauses import Clause, Oblique
from kgsynth.language.pipelines import name_type

_CONTRACTED = frozenset({"wo", "ca", "sha", "'s", "'re", "'ve", "'ll", "'d", "’s", "’re", "’ll"})
_LONGEST_SETTING = 7  # words before the subject that may move to the end


def inverted(clause: Clause, words: Sequence[Token], text: str, without: Sequence[Token]) -> str | None:
    """``can the server archive``, ``does pg_dump lock``: subject and verb exchanged, some tokens left out at the end.

    A short phrase before the subject ("On IPv6 networks, ...") moves to the end. None where any of it is in doubt.
    """
    if clause.subject_head is None or not clause.subject or clause.subject[-1].i >= clause.verb.i:
        return None
    if clause.subject_head.lower_ in {"there", "it"} or clause.verb.lower_ in _CONTRACTED:
        return None
    if _holds_a_clause(clause.subject) or _is_led_up_to(clause.subject):
        return None  # the parser has taken a whole sentence, or a remark with it, for the subject
    if clause.verb.tag_ == "VBP" and clause.subject_head.tag_ == "NN" and len(clause.subject) < 5:
        return None  # "the rule reject": the sentence itself is wrong
    if clause.verb.tag_ == "VBZ" and clause.subject[0].tag_ != "VBG" and _PLURAL.fullmatch(clause.subject_head.text):
        return None  # "the rules is"
    gone = {token.i for token in without}
    setting = _setting(clause, text, [t for t in words if t.i < clause.subject[0].i and t.i not in gone])
    rest = _rest(clause, words, text, gone)
    between = [token for token in words if clause.subject[-1].i < token.i < clause.verb.i]
    if setting is None or rest is None or any(token.lower_ == "n't" for token in words):
        return None
    subject = spoken_subject(clause.subject, text)
    middle = slice_of(text, between) if between else ""
    if clause.auxiliaries or clause.copula is not None:
        return _joined(clause.verb.lower_, subject, middle, rest, setting)
    base = base_of_verb(clause.verb)
    if base is None or clause.negated or _goes_on(clause, words, gone):
        return None
    return _joined({"VBZ": "does", "VBP": "do", "VBD": "did"}[clause.verb.tag_], subject, middle, base, rest, setting)


def _goes_on(clause: Clause, words: Sequence[Token], gone: set[int]) -> bool:
    """Whether a second tensed verb of the same subject is kept: "does" can stand for one only."""
    kept = [token for token in words if token.i > clause.verb.i and token.i not in gone]
    return any(
        token.dep_ == "conj"
        and token.tag_ == clause.verb.tag_
        and not any(each.tag_ in {"WDT", "WP", "WRB", "IN"} for each in kept if each.i < token.i)
        for token in kept
    )


def _is_led_up_to(subject: Sequence[Token]) -> bool:
    """Whether a subject opens with a participle and goes on behind a comma: "according to Ada, feeding the otters"."""
    return subject[0].tag_ == "VBG" and any(token.text == "," for token in subject)


def _holds_a_clause(subject: Sequence[Token]) -> bool:
    """Whether a subject holds an object, or a tensed verb that no relative pronoun or conjunction brings in."""
    for place, token in enumerate(subject):
        if token.lower_ in {"them", "him", "us", "me"}:
            return True
        if token.tag_ == "VBZ" and token.pos_ in {"VERB", "AUX"} and not (place and token.text[:1].isupper()):
            return not any(
                each.tag_ in {"WDT", "WP", "WRB", "IN"} and each.lower_ not in {"in", "of", "by"}
                for each in subject[:place]
            )
    return False


_PLURAL = re.compile(rf"(?:{'|'.join(KINDS)}|value|flag|argument|rule)s")
_ADJECTIVE = re.compile(
    r"^(?:older|newer|modern|current|early|recent|official|private|public|standard)$|(?:[ai]ble|ical|ous|ive|ful|ed|ing|less|al)$",
    re.IGNORECASE,
)


def spoken_subject(tokens: Sequence[Token], text: str) -> str:
    """A subject as it stands inside a question: no capital that only the start of the sentence explains."""
    phrase = slice_of(text, tuple(tokens))
    first = tokens[0]
    if re.match(r"[A-Z]\w*-[A-Z]|[A-Z]\. ?[A-Z]", phrase):
        return phrase
    if _JOINED_NAME.match(phrase):
        return phrase
    named = len(tokens) > 1 and tokens[1].text[:1].isupper() and not _is_before_a_name(first, tokens[1])
    small = {"DET", "ADV", "ADP", "NUM"} if named else {"DET", "ADV", "ADP", "NUM", "ADJ", "VERB"}
    if first.i == 0 and first.text.istitle() and first.pos_ in small:
        return phrase[:1].lower() + phrase[1:]
    after = tokens[1].lower_ if len(tokens) > 1 else ""
    alone = len(tokens) == 1 and is_unusual(first.text) and not first.text.endswith("s")
    if (
        first.i == 0
        and first.pos_ in {"NOUN", "PROPN"}
        and (
            (after in {"'s", "’s", "of"} and first.pos_ == "PROPN")
            or (after == "of" and tokens[2:] and tokens[2].text.istitle())
            or alone
            or (after in {"'s", "’s"} and is_unusual(first.text))
        )
    ):
        return phrase
    return lower_first(phrase, names_of(tokens))


_JOINED_NAME = re.compile(r"[A-Z][\w’'-]* (?:&|→|->|>) [A-Z]")


def _is_before_a_name(first: Token, second: Token) -> bool:
    """Whether an adjective stands before a name ("Official Otterix"), not in one ("Trial Balance")."""
    plain = second.text.istitle() and not is_unusual(second.text)
    return _ADJECTIVE.search(first.text) is not None and not plain


def base_of_verb(verb: Token) -> str | None:
    """The bare form of a finite verb, from the treebank's list only; None where the list does not know it."""
    known = verb_lemma(verb.lower_, verb.tag_)
    if known is not None or verb.tag_ not in {"VBZ", "VBP"}:
        return known
    guess = base_of_third(verb.lower_) if verb.tag_ == "VBZ" else verb.lower_
    regular = verb.tag_ == "VBZ" and re.search(r"[a-z]{3,}(?<!ch)(?<!o)e?s$", verb.lower_) is not None
    return guess if verb_lemma(guess, "VB") == guess or regular else None


def names_of(tokens: Sequence[Token]) -> list[str]:
    """The proper nouns among some tokens."""
    names = [token.text for token in tokens if token.pos_ == "PROPN"]
    if names and len(tokens) == 1 and tokens[0].i == 0 and tokens[0].text.istitle() and not name_type(tokens[0]):
        return []  # a capital that only the start of the sentence explains
    return names


def is_whole(tokens: Sequence[Token]) -> bool:
    """Whether tokens adjoin one another."""
    return bool(tokens) and tokens[-1].i - tokens[0].i == len(tokens) - 1


def is_last(words: Sequence[Token], tokens: Sequence[Token]) -> bool:
    """Whether nothing but punctuation follows, and no gap is inside."""
    return is_whole(tokens) and all(token.is_punct for token in words if token.i > tokens[-1].i)


def ends(words: Sequence[Token], oblique: Oblique) -> bool:
    """Whether a phrase closes its sentence."""
    return is_last(words, oblique.tokens)


def _setting(clause: Clause, text: str, before: Sequence[Token]) -> str | None:
    words = [token for token in before if not is_remark(token)]
    if not words:
        return ""
    for oblique in clause.obliques:
        phrase = [token for token in oblique.tokens if not token.is_punct]
        short = is_whole(phrase) and len(phrase) <= _LONGEST_SETTING
        if phrase == words and short and oblique.preposition in {"in", "on", "for", "with", "under", "at", "during"}:
            return lower_first(slice_of(text, phrase))
    return None


_REMARKS = frozenset(
    "fortunately unfortunately alternatively additionally naturally obviously consequently conversely thus indeed "
    "basically essentially technically eventually specifically effectively surprisingly unsurprisingly similarly "
    "strictly legally speaking actually furthermore moreover therefore hence accordingly".split()
)


def is_remark(token: Token) -> bool:
    """Whether a word before the subject only remarks on the whole."""
    return token.is_punct or token.lower_ in _REMARKS


def _rest(clause: Clause, words: Sequence[Token], text: str, gone: set[int]) -> str | None:
    """What follows the tensed verb; None where a left-out token stands before a kept one."""
    after = [token for token in words if token.i > clause.verb.i and not token.is_punct]
    kept = [token for token in after if token.i not in gone]
    late = [i for i in gone if i > clause.verb.i]
    if late and kept and kept[-1].i > min(late):
        return None
    return bare(slice_of(text, kept)).strip(" ,;") if kept else ""


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
