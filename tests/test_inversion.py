"""Clauses are put in the order of a question only where their subject is one."""

import pytest

from kgsynth.engines.extractive.clauses.inversion import inverted
from kgsynth.engines.extractive.clauses.windows import window
from kgsynth.language.clauses import main_clause
from kgsynth.language.pipelines import load_pipeline, parsed


def asked(text: str) -> str | None:
    """The main clause of a sentence in question order."""
    pipeline = load_pipeline("en", spacy_model=None)
    assert pipeline is not None
    [doc] = parsed(pipeline, [text])
    clause = main_clause(doc)
    assert clause is not None
    return inverted(clause, window(clause), text, ())


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Feeding otters requires a permit.", "does feeding otters require a permit"),
        ("According to the LOCK standard, naming either BANK or RIVER is required in a DIG command.", None),
    ],
)
def test_a_remark_with_a_subject_is_no_subject(text: str, question: str | None) -> None:
    """What somebody does may be the subject; who says so in front of it may not."""
    assert asked(text) == question
