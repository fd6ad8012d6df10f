"""What a retriever may return, and what of it is known."""

import pytest
from langchain_core.documents import Document as LangChainDocument
from llama_index.core.schema import NodeWithScore, TextNode

from kgsynth.errors import InputError
from kgsynth.scoring import Passage
from kgsynth.scoring.passages import passage_of, passages_of


@pytest.mark.parametrize(
    ("item", "passage"),
    [
        ("some text", Passage("some text")),
        (Passage("some text", id="a"), Passage("some text", id="a")),
        ({"text": "some text", "source": "a.md", "score": 0.9}, Passage("some text", source="a.md")),
        ({"id": 7}, Passage(id="7")),
        ({"source": "a.md", "start": 3, "end": 9}, Passage(source="a.md", start=3, end=9)),
        ({"page_content": "some text", "metadata": {"source": "a.md"}}, Passage("some text", source="a.md")),
        (
            LangChainDocument("some text", id="a", metadata={"source": "a.md", "start_index": 4}),
            Passage("some text", id="a", source="a.md"),
        ),
        (
            NodeWithScore(node=TextNode(text="some text", id_="a", metadata={"file_path": "a.md"}), score=0.5),
            Passage("some text", id="a", source="a.md"),
        ),
        (TextNode(text="some text", id_="a"), Passage("some text", id="a")),
    ],
)
def test_what_retrievers_return_is_a_passage(item: object, passage: Passage) -> None:
    """Strings, mappings, and the objects of LangChain and LlamaIndex."""
    assert passage_of(item) == passage


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (None, "NoneType"),
        (7, "int"),
        ({"score": 0.9}, "'score'"),
        ({"text": "x", "start": 1}, "both or neither"),
        ({"text": "x", "start": 9, "end": 3}, "start <= end"),
        ({"text": "x", "start": "1", "end": "2"}, "whole number"),
    ],
)
def test_anything_else_is_refused(item: object, message: str) -> None:
    """One line that says what it is."""
    with pytest.raises(InputError, match=message):
        passage_of(item)


@pytest.mark.parametrize("retrieved", ["one text", {"text": "one text"}, 7, None])
def test_a_reply_is_a_list(retrieved: object) -> None:
    """A single text is a mistake: its letters would be passages."""
    with pytest.raises(InputError, match="a list of passages was expected"):
        passages_of(retrieved)  # type: ignore[arg-type]
