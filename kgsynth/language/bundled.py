"""The English pipeline and word lists that ship with the package, read without a network and without writing to disk.

The data has its own licence (CC BY-SA 4.0), beside it in `en_kgsynth/`.
"""

import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from thinc.api import Config

_DATA = files("kgsynth.language") / "en_kgsynth"
_FINITE = frozenset({"VBZ", "VBP", "VBD"})
_INSIDE_NOUN_PHRASE = frozenset({"det", "amod", "compound", "nummod", "nmod:poss"})
_DOUBLING = re.compile("(?:^|[^aeiou]|qu)[aeiou][^aeiouwxy]$")
_CONSONANT_Y = re.compile("[^aeiou]y$")
_STEMS_WITH_E = ("at", "iz", "v", "uc", "rg", "dg", "bl", "pl", "dl", "tl", "gl", "u")
_STEMS_WITHOUT_E = ("ck", "ss", "sh", "ch", "ct", "nd", "nt", "st", "pt", "rt", "lt", "ft", "x", "w", "y", "ll", "en")
_VOWEL_GROUP = re.compile("[aeiouy]+")


def load_english(*, disable: Sequence[str] = ()) -> Language:
    """A fresh copy of the bundled pipeline, with UD labels.

    Its pipes: `tok2vec morphologizer tagger parser kgsynth_subjects lemmatizer ner`.

    Args:
        disable: pipes to leave asleep; `nlp.enable_pipe` wakes them. Names alone need only `ner`, which
            shares nothing with the other pipes.

    >>> [(span.text, span.label_) for span in load_english()("Git was written by Linus Torvalds.").ents]
    [('Git', 'MISC'), ('Linus Torvalds', 'PERSON')]
    """
    config = Config().from_str((_DATA / "config.cfg").read_text(encoding="utf-8"))
    nlp = spacy.util.load_model_from_config(config)
    nlp.from_bytes(zlib.decompress((_DATA / "model.bin").read_bytes()))
    nlp.add_pipe("kgsynth_subjects", after="parser")
    for name in disable:
        nlp.disable_pipe(name)
    return nlp


def restore_subjects(doc: Doc) -> Doc:
    """Where tagger and parser differ over "stores" in "The server stores rows", let the tagger win.

    The parser then has a finite verb with "server" as its compound; a noun before a verb without a subject is that.
    """
    for verb in doc:
        if verb.tag_ in _FINITE and verb.dep_ not in _INSIDE_NOUN_PHRASE:
            _restore_subject(verb)
    return doc


Language.component("kgsynth_subjects", func=restore_subjects)


def _restore_subject(verb: Token) -> None:
    if any(child.dep_.startswith(("nsubj", "csubj", "expl")) for child in verb.children):
        return
    *others, noun = [child for child in verb.lefts if child.dep_ in _INSIDE_NOUN_PHRASE] or [verb]
    if noun.dep_ in ("compound", "amod") and noun.pos_ in ("NOUN", "PROPN"):
        noun.dep_ = "nsubj"
        for other in others:
            other.head = noun


@cache
def noun_types() -> Mapping[str, str]:
    """Head noun -> PERSON, ORG, PLACE, EVENT, DATE or THING; a noun that is several of these is not listed."""
    return MappingProxyType(json.loads(_read("noun_types.json")))


@cache
def verb_person() -> Mapping[str, float]:
    """Verb -> the share of its subjects that are persons."""
    return MappingProxyType(json.loads(_read("verb_person.json")))


def verb_lemma(form: str, tag: str) -> str | None:
    """The base form of a verb, or None when neither the list nor the spelling is sure.

    Args:
        tag: VB, VBP, VBZ, VBD, VBN or VBG.

    >>> verb_lemma("compiled", "VBD"), verb_lemma("wrote", "VBD"), verb_lemma("compil", "VB")
    ('compile', 'write', None)
    """
    form = form.lower()
    return _listed_lemmas().get((form, tag)) or _undone(form, tag)


def _read(name: str) -> str:
    return (_DATA / name).read_text(encoding="utf-8")


@cache
def _listed_lemmas() -> Mapping[tuple[str, str], str]:
    lexicon = json.loads(_read("verbs.json"))
    lemmas = {}
    for lemma in lexicon["regular"].split():
        lemmas.update({(form, tag): lemma for tag, forms in _regular_forms(lemma).items() for form in forms})
    for lemma, irregular in lexicon["irregular"].items():
        forms = _regular_forms(lemma) | {tag: tuple(spellings.split("|")) for tag, spellings in irregular.items()}
        lemmas.update({(form, tag): lemma for tag, spellings in forms.items() for form in spellings})
    return lemmas


def _regular_forms(lemma: str) -> dict[str, tuple[str, ...]]:
    """Tag -> the spellings that the rules of English allow."""
    past = tuple(_past_forms(lemma))
    return {
        "VB": (lemma,),
        "VBP": (lemma,),
        "VBZ": (_third_person(lemma),),
        "VBD": past,
        "VBN": past,
        "VBG": tuple(_gerund_forms(lemma)),
    }


def _third_person(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    return lemma[:-1] + "ies" if _CONSONANT_Y.search(lemma) else lemma + "s"


def _past_forms(lemma: str) -> Iterator[str]:
    if lemma.endswith("e"):
        yield lemma + "d"
    elif _CONSONANT_Y.search(lemma):
        yield lemma[:-1] + "ied"
    else:
        yield from (stem + "ed" for stem in _stems(lemma))


def _gerund_forms(lemma: str) -> Iterator[str]:
    if lemma.endswith("ie"):
        yield lemma[:-2] + "ying"
    elif lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        yield lemma[:-1] + "ing"
    else:
        yield from (stem + "ing" for stem in _stems(lemma))


def _stems(lemma: str) -> Iterator[str]:
    """What -ed and -ing follow: stopp-, open-; in longer words the stress decides, so commit-, committ- and both."""
    doubled = _DOUBLING.search(lemma) is not None
    if doubled:
        yield lemma + lemma[-1]
    if not doubled or len(_VOWEL_GROUP.findall(lemma)) > 1:
        yield lemma


def _undone(form: str, tag: str) -> str | None:
    """The base form of an unlisted verb, where its ending leaves one possibility."""
    if tag in ("VBD", "VBN") and form.endswith("ed") and len(form) > 4:
        return _undone_past(form)
    if tag == "VBZ" and form.endswith("s") and len(form) > 3:
        return _undone_third_person(form)
    return None


def _undone_past(form: str) -> str | None:
    stem = form.removesuffix("ed")
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if stem.endswith(_STEMS_WITH_E):
        return stem + "e"
    return stem if stem.endswith(_STEMS_WITHOUT_E) else None


def _undone_third_person(form: str) -> str | None:
    if form.endswith("ies"):
        return form.removesuffix("ies") + "y"
    if form.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return form.removesuffix("es")
    if form.endswith(("es", "ss", "us", "is")) and not form.endswith(("ates", "izes", "ves")):
        return None
    return form.removesuffix("s")
