"""Candidate -> what can be seen of its question, its answer and its evidence, as numbers with names."""

import re
from collections.abc import Mapping, Sequence
from math import log, log1p

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import KINDS
from kgsynth.engines.extractive.reading.sentences_told import HEDGED
from kgsynth.engines.extractive.weighing.blemishes import blemishes
from kgsynth.engines.extractive.weighing.terms import terms
from kgsynth.language.words import content_words, longest_common_run, stem, tokens

_LEAD = re.compile(
    r"^(?:(?P<setting>(?:In|With|When|Under|At|On|For|Before|After|During|To|If)\b[^,]*), )?"
    r"(?P<lead>how (?:many|much|often|long)|what (?:happens|kind|should|must|can|is|are|was|were|does|do|did|will)|"
    r"which|what|who|whom|where|when|why|how|until when|in wh(?:ich|at) case|(?:in|on|with|from|to|by|for|at|of|into|"
    r"under|through|as|against|between) (?:which|what|whom|how many)|is|are|does|do|can|must|may|should|has|have|"
    r"will|did|was|were)\b",
    re.IGNORECASE,
)
_WORDS = {
    "pronoun": r"it|they|them|one|ones",
    "possessive": r"its|their|his|her",
    "pointer": r"this|these|those|that (?!\w+s\b)|such|above|below|following|here|former|latter",
    "you": r"you|your",
    "other": r"other|another|else|same|similar|different|both",
    "also": r"also|only|even|still|already|yet|again|now|further|too|just|always|never|often|usually",
    "order": r"first|second|third|last|next|previous|new|newer|old|older|current|latest",
    "rating": r"more|most|less|better|best|good|great|very|useful|important|interesting|powerful|simple|easy|main|"
    r"major|popular|real|true",
    "some": r"some|many|several|various|few|any|all|each|every|most|numerous|multiple",
    "see": r"see|section|chapter|page|appendix|example|figure|e\.g|i\.e",
    "relative": r"(?:that|which|who|whose|where)(?! ?\?)",
    "negation": r"not|no|never|none|without|cannot|\w+n't",
    "past": r"was|were|did|had",
    "and": r"and|or",
    "if": r"if|when|once|unless|until|before|after|while|because|since|as",
    "the": r"the",
    "empty noun": r"(?:way|goal|downside|thing|information|case|problem|feature|system|software|process|solution|"
    r"possibility|advantage|reason|step|part|point|matter|purpose|result|role|principle|idea|concept|approach|interest|"
    r"need|question|fact|kind|type|set|list|number|time|work|place|example|choice|task|tool|program|user|people)s?",
}
_SIGNS = {
    "digit": r"\d",
    "code": r"[a-z0-9][_/]|/[a-z]|\w\.\w|--?\w{2,}(?<=-\w\w)|[a-z][A-Z]",
    "name": r"(?<=\s)[A-Z][\w-]+",
    "capitals": r"\b[A-Z]{2,}\b",
    "comma": r",",
    "bracket": r"[(\[“\"]",
    "gerund": r"\b[a-z]{2,}ing\b",
    "modal": r"(?i:\b(?:can|could|(?-i:may)|might|must|should|will|would|shall)\b)",  # "May" is a month
}
_OF_SMALL_LETTERS = {name: re.compile(rf"\b(?:{words})\b") for name, words in _WORDS.items()}
_OF_A_TEXT = {name: re.compile(form) for name, form in _SIGNS.items()}
_STRANDED = re.compile(r" (?:about|against|as|at|by|for|from|in|into|like|of|on|onto|over|through|to|under|with)\?$")
_OPENS = re.compile(
    r"^(?P<word>the|an?|to|by|in|on|at|with|using|for|from|if|when|once|after|before|because|it|they|no|yes|as|so|of|"
    r"only|all|any|each|every|two|three|four|one|this|these|that)\b",
    re.IGNORECASE,
)
_CONNECTED = re.compile(
    r"^(?:However|Also|In addition|Additionally|Furthermore|Moreover|Therefore|Thus|Hence|Similarly|Likewise|Then|"
    r"Finally|Instead|Otherwise|But|And|So|Indeed|In fact|Fortunately|Unfortunately|Of course|Note|Nevertheless)\b"
)
_OWN = re.compile(r"\b(?:we|our|us|I|my|let's|you|your)\b", re.I)


def features(candidate: Candidate, usual: Mapping[str, float]) -> dict[str, float]:
    """What can be seen of a candidate of one chunk, by name; what is not there is 0 or left out.

    Args:
        usual: the share of the passages that have a word, by the word's stem.
    """
    said, chunk = evidence_of(candidate), candidate.chunks[0]
    asked, told = _of_the_question(candidate.question), _of_the_answer(candidate.reference)
    found = asked | told | {f"kind {candidate.kind}": 1.0, "weight": candidate.weight}
    found |= {f"q {name}": value for name, value in _of_a_text(candidate.question[1:]).items()}
    found |= {f"a {name}": value for name, value in _of_a_text(f" {candidate.reference}").items()}
    above = (chunk.title, *chunk.headings)
    found |= _of_both(candidate, said) | _of_the_evidence(said) | _of_the_corpus(candidate, above, usual)
    return found if candidate.kind in _CELLS else found | terms(candidate) | blemishes(candidate)


def evidence_of(candidate: Candidate) -> str:
    """The words of the evidence of a candidate of one chunk."""
    return " ".join(map(candidate.chunks[0].text_of, candidate.evidence))


_CELLS = frozenset(
    {"table", "option_default", "option", "list", "yes_no"}
)  # whose words are those of a table or a list


def _of_the_question(question: str) -> dict[str, float]:
    lead = _LEAD.match(question)
    found = {"q length": log1p(len(question.split())), "q telling": log1p(len(set(content_words(question))))}
    if lead is not None:
        found[f"lead {lead['lead'].lower()}"] = 1.0
        found["q setting"] = float(bool(lead["setting"]))
        rest = question[lead.end("lead") :].split()
        if rest:
            found[f"then {rest[0].lower()}" if rest[0].lower() in _SMALL else "then other"] = 1.0
        noun = rest[0].strip("?,").lower() if rest and lead["lead"].lower().endswith(("which", "what")) else ""
        found["q kind"] = float(noun.rstrip("s") in KINDS)
    found["q stranded"] = float(_STRANDED.search(question) is not None)
    found["q odd open"] = float(lead is None)
    return found


_SMALL = frozenset("the a an is are was were does do did can must should will you i it be each all any".split())


def _of_a_text(text: str) -> dict[str, float]:
    counts = [(name, len(form.findall(text))) for name, form in _OF_A_TEXT.items()]
    small = text.lower()
    counts += [(name, len(form.findall(small))) for name, form in _OF_SMALL_LETTERS.items()]
    return {name: log1p(count) for name, count in counts if count} | ({"hedged": 1.0} if HEDGED.search(text) else {})


def _of_the_answer(answer: str) -> dict[str, float]:
    opens = _OPENS.match(answer)
    words = len(answer.split())
    return {
        "a length": log1p(words),
        "a one": float(words == 1),
        "a short": float(words <= 3),
        "a long": float(words > 18),
        "a telling": log1p(len(set(content_words(answer)))),
        f"a opens {opens['word'].lower()}" if opens else "a opens otherwise": 1.0,
    }


def _of_both(candidate: Candidate, evidence: str) -> dict[str, float]:
    asked, told, said = (set(map(stem, content_words(t))) for t in (candidate.question, candidate.reference, evidence))
    words = tokens(candidate.question)
    run = longest_common_run(words, tokens(evidence))
    left = said - asked - told
    return {
        "shared": len(asked & said) / max(1, len(asked)),
        "told in question": len(asked & told) / max(1, len(told)),
        "run": log1p(run),
        "run share": run / max(1, len(words)),
        "left": log1p(len(left)),
        "left share": len(left) / max(1, len(said)),
        "a share": len(told) / max(1, len(said)),
        "a place": _place(candidate.reference, evidence),
    }


def _of_the_corpus(candidate: Candidate, titles: Sequence[str], usual: Mapping[str, float]) -> dict[str, float]:
    """How rare the words are, and how far the titles above explain them."""
    asked, told = set(content_words(candidate.question)), set(content_words(candidate.reference))
    above = {word for title in titles for word in content_words(title)}
    rare, rare_told = (sorted(_rarity(word, usual) for word in words) for words in (asked, told))
    loose = [set(content_words(match.group())) for match in _DEFINITE.finditer(candidate.question)]
    return {
        "q rarest": max(rare, default=0.0),
        "q rarity": sum(rare) / max(1, len(rare)),
        "a rarest": max(rare_told, default=0.0),
        "a rarity": sum(rare_told) / max(1, len(rare_told)),
        "q titled": len(asked & above) / max(1, len(asked)),
        "q in title": float(bool(asked & above)),
        "q definites": log1p(len(loose)),
        "q definites unexplained": log1p(sum(not words & above for words in loose)),
    }


_DEFINITE = re.compile(r"\b[Tt]he (?:[a-z-]+ ){0,2}[a-z-]+\b(?! (?:of|that|which|named|called)\b)")
_UNSEEN = 1e-4  # the share of a word that no passage has


def _rarity(word: str, usual: Mapping[str, float]) -> float:
    """From 0 for what each passage has to 1 for what none has."""
    return log(max(usual.get(word, 0.0), _UNSEEN)) / log(_UNSEEN)


def _place(answer: str, evidence: str) -> float:
    """Where an answer begins in its evidence, 0 to 1; .5 where it is not found."""
    at = evidence.lower().find(answer.rstrip(".").lower())
    return at / max(1, len(evidence)) if at >= 0 else 0.5


def _of_the_evidence(evidence: str) -> dict[str, float]:
    return {
        "e length": log1p(len(evidence.split())),
        "e commas": log1p(evidence.count(",")),
        "e brackets": log1p(evidence.count("(")),
        "e connected": float(_CONNECTED.match(evidence) is not None),
        "e own": float(_OWN.search(evidence) is not None),
        "e hedged": float(HEDGED.search(evidence) is not None),
        "e row": float(evidence.lstrip().startswith("|")),
        "e entry": float("\n: " in evidence),
        "e parts": log1p(sum(evidence.count(sign) for sign in ";:—–")),
    }
