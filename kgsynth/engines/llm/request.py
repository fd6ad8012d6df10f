"""Scenario -> the text of the request: passages, who asks, what kind, how long, in which style."""

from collections.abc import Sequence
from random import Random

from kgsynth.engines.llm.kinds import wanted
from kgsynth.language.names import language_name
from kgsynth.llms.prompts import PromptTexts, described, fenced, titles_over
from kgsynth.types import Chunk, EdgeKind, PathEdge, QueryLength, QueryStyle, QueryType, Scenario

_LENGTHS = {
    QueryLength.SHORT: "short: at most 10 words, unless the names and the case it is about take more",
    QueryLength.MEDIUM: "medium: 11 to 18 words",
    QueryLength.LONG: "long: 19 to 35 words, with some of the asker's situation in it",
}
_LENGTHS_BY_SENSE = {
    QueryLength.SHORT: "short: as few words as the question can do with",
    QueryLength.MEDIUM: "medium: one plain sentence",
    QueryLength.LONG: "long: one sentence with some of the asker's situation in it",
}
_STYLES = {
    QueryStyle.WELL_FORMED: "well formed",
    QueryStyle.CONVERSATIONAL: "conversational: as somebody chats, with a few words around the question",
    QueryStyle.WEB_SEARCH: "web search: keywords as typed into a search box, no sentence, no question mark",
    QueryStyle.INCOMPLETE: "incomplete: clipped, words left out, still to be understood",
    QueryStyle.POOR_GRAMMAR: "poor grammar: mistakes of a learner of the language, still to be understood",
    QueryStyle.MISSPELLED: "misspelled: one to three keyboard slips in ordinary words, never in names, numbers or code",
}
_JOINS = {
    EdgeKind.SHARED_ENTITY: "both speak of {names}",
    EdgeKind.SIMILAR: "they speak of like things",
    EdgeKind.LINK: "the first links to the second",
    EdgeKind.SIBLING: "they describe things of one sort, which people set side by side",
    EdgeKind.SECTION: "they stand in one section",
    EdgeKind.NEXT: "the second follows the first",
}
_BESIDE = (
    "What the collection says elsewhere, shortened. It is no evidence and not to be quoted; it tells you what a search "
    "for your question may find besides:"
)
_TOLD = 6000  # characters of all passages that stand elsewhere
_LEAST_TOLD, _MOST_TOLD = 300, 700  # characters of each of them
_BESIDES = 'and any one of them for a second question, into "instead"'
_NAMES = 5  # of those that two passages share
_SPACED = frozenset("en de fr es it pt nl sv da no fi pl cs sk ru uk el tr hu ro id vi".split())


def request(
    scenario: Scenario, texts: PromptTexts, examples: Sequence[str] = (), elsewhere: Sequence[Chunk] = ()
) -> str:
    """The part of the prompt that differs from scenario to scenario.

    Args:
        examples: questions of real users; a few are shown, for their manner alone.
        elsewhere: what the corpus says beside the scenario's chunks.
    """
    language = scenario.chunks[0].language
    lengths = _LENGTHS if language in _SPACED else _LENGTHS_BY_SENSE
    return texts.filled(
        "questions_user",
        contexts=fenced([chunk.text for chunk in scenario.chunks]),
        titles=_titles(scenario.chunks),
        elsewhere=_elsewhere(elsewhere),
        persona=_askers(scenario),
        language=language_name(language),
        kind=wanted(scenario),
        length=lengths[scenario.query_length],
        style=_STYLES[scenario.query_style],
        path=_path(scenario),
        examples=_manner(scenario, examples),
    )


def explained(reason: str) -> str:
    """A check's reason, with what the code means."""
    told = _EXPLAINED.get(reason.partition(":")[0], "")
    return f"{reason} ({told})" if told else reason


_EXPLAINED = {
    "single_hop_leak": "one passage alone is enough to answer it: each must be needed",
    "answered_alone": "that passage alone gives the answer: each must be needed",
    "names_nothing": "nobody could tell what it is about without the passages: name it",
    "deictic": "it points at the passages",
    "pronoun": "a pronoun stands for something that the question does not name",
    "not_found": "the quote does not stand in the passage letter for letter",
    "unsupported_answer": "the answer says what the quotes do not say: quote what proves it, or leave it out",
    "answer_in_question": "the question gives the answer away",
    "copied_span": "the question copies a long run of words of the passage",
    "copied_example": "it is nearly one of the questions that were shown for their manner: ask something else",
    "not_retrieved": "too little in the question would lead a search to the passage: name more of its matter",
    "one_chunk": "two passages must give a quote",
    "one_passage": "two passages must be needed, and each of them must give a quote",
    "several_passages": "one passage must be enough, and all quotes must be taken from it",
    "not_joined": "the passages that were used are not among those listed as belonging together",
}


def _titles(chunks: Sequence[Chunk]) -> str:
    """The titles over each passage, so that the model knows what the page is about; they are no evidence."""
    return fenced([titles_over(chunk) or "(none)" for chunk in chunks], tag="titles")


def _elsewhere(chunks: Sequence[Chunk]) -> str:
    """The beginnings of other passages, under their titles."""
    if not chunks:
        return ""
    most = max(_LEAST_TOLD, min(_MOST_TOLD, _TOLD // len(chunks)))
    told = [f"[{titles_over(chunk) or '(none)'}] {_beginning(chunk.text, most)}" for chunk in chunks]
    return f"\n{_BESIDE}\n{fenced(told, tag='elsewhere')}\n"


def _beginning(text: str, most: int) -> str:
    told = " ".join(text.split())
    return told if len(told) <= most else f"{told[:most].rstrip()} ..."


def _askers(scenario: Scenario) -> str:
    """Who is wanted to ask, and who may instead."""
    wanted, *others = [described(persona) for persona in (scenario.persona, *scenario.others)]
    listed = "".join(f"\n  {number}. {other}" for number, other in enumerate(others, start=2))
    return f"{wanted}\nWho may ask instead (the first is number 1):{listed}" if others else wanted


def _path(scenario: Scenario) -> str:
    """How many of the passages to use, and how they hang together."""
    offered = len(scenario.chunks)
    if scenario.query_type is QueryType.SINGLE_HOP:
        return "Passages needed: the one\n" if offered == 1 else f"Passages needed: one of the {offered}\n"
    numbers = {chunk.id: number for number, chunk in enumerate(scenario.chunks, start=1)}
    joins = [_join(edge, numbers) for edge in scenario.path]
    needed = "both" if offered == 2 else f"two of the {offered}, only such as are listed here together"
    besides = f"; {_BESIDES}" if scenario.or_single else ""
    return "\n".join((f"Passages needed: {needed}{besides}", *joins, ""))


def _join(edge: PathEdge, numbers: dict[str, int]) -> str:
    names = ", ".join(edge.entities[:_NAMES])
    how = _JOINS[edge.kind].format(names=names)
    if edge.entities and edge.kind is not EdgeKind.SHARED_ENTITY:
        how = f"{how}; both speak of {names}"
    return f"Passages {numbers.get(edge.source, '?')} and {numbers.get(edge.target, '?')}: {how}"


def _manner(scenario: Scenario, examples: Sequence[str]) -> str:
    """A few of the real users' questions, drawn for the scenario."""
    if not examples:
        return ""
    drawn = Random(f"examples {scenario.id}").sample(list(examples), min(3, len(examples)))
    listed = "\n".join(f"- {' '.join(example.split())}" for example in drawn)
    return (
        "\nQuestions of real users, to show the manner only (how long, how plain, how polite). Copy nothing of "
        f"what they ask:\n{listed}\n"
    )
