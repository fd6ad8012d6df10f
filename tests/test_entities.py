"""Chunk -> Mention: what is found, where it stands, and what it is taken for."""

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from records import chunk

from kgsynth.entities import extract
from kgsynth.entities.fallback import korean_nouns, recurring_runs
from kgsynth.entities.labels import voted
from kgsynth.errors import SettingsError
from kgsynth.language.pipelines import load_pipeline
from kgsynth.types import Mention, Span


def mentions(text: str, language: str = "en") -> list[Mention]:
    return list(extract([chunk(text, language=language)]))


def found(text: str, label: str | None = None, language: str = "en") -> set[str]:
    """The texts of the mentions with a label, or of all."""
    return {mention.text for mention in mentions(text, language) if label in (None, mention.label)}


# ------------------------------------------------------------------------------------------------- English


def test_names_are_found() -> None:
    """People, places and organisations, without the determiner."""
    names = found("Ada Lovelace wrote to the Royal Society in London in 1843.")
    assert {"Ada Lovelace", "Royal Society", "London"} <= names


def labelled(text: str, *labels: str) -> list[Mention]:
    return [Mention(text, label, Span("d", 50 * n, 50 * n + len(text)), "c") for n, label in enumerate(labels)]


@pytest.mark.parametrize(
    ("name", "labels", "winner"),
    [
        ("Ada Lovelace", ("PERSON", "PERSON", "PLACE"), "PERSON"),
        ("Security Council", ("PLACE",), "ORG"),
        ("Unix", ("PLACE",), "THING"),
        ("HTTP/2 Server", ("PERSON", "PERSON"), "THING"),
        ("Lovelace", ("PERSON", "PERSON"), "THING"),
        ("TinyStories", ("THING", "CODE"), "CODE"),
    ],
)
def test_a_document_votes_on_the_label_of_a_name(name: str, labels: tuple[str, ...], winner: str) -> None:
    """Most mentions and the head noun decide; one guess for one word is too little; people are spelt like people."""
    names = voted(labelled(name, *labels), {"council": "ORG"})
    assert {mention.label for mention in names} == {winner}


def test_key_phrases_are_noun_phrases_of_two_words_or_more() -> None:
    """They lose what stands before any noun ("other", "large"), and need no parse."""
    terms = found("Every write-ahead log protects data integrity, and other background workers read it.", "TERM")
    assert {"write-ahead log", "data integrity", "background workers"} <= terms


@pytest.mark.parametrize(
    "name",
    ["max_wal_size", "--enable-cassert", "postgresql.conf", "pg_ctl()", "AbstractBeanFactory", "pg_stat.queries"],
)
def test_code_like_tokens_are_identifiers(name: str) -> None:
    """What is spelt like code is one, with or without back-ticks."""
    assert name in found(f"Look at {name} when the server starts.", "CODE")
    assert name in found(f"Look at `{name}` when the server starts.", "CODE")


def test_addresses_and_long_inline_code_are_no_names() -> None:
    """A URL, a mail address and an example command are not what a text is about."""
    text = "See https://example.com/some_path or write to some_one@example.com, or run `git log --oneline -n 5 HEAD`."
    assert not found(text, "CODE")


def test_an_acronym_is_found_with_the_name_it_stands_for() -> None:
    """Both halves of the introduction are mentions, whatever the tagger makes of them."""
    assert {"User Datagram Protocol", "UDP"} <= found("Packets of the User Datagram Protocol (UDP) are small.")


def test_a_spelling_has_one_label_in_a_document() -> None:
    """What is code in one place of a document is code in all."""
    names = mentions("TinyStories is a set.\n\nLoad `TinyStories` first.")
    assert {name.label for name in names if name.text == "TinyStories"} == {"CODE"}


def test_everyday_words_are_no_names() -> None:
    """A capital at the start of a sentence, or code type now and then, makes no name of a word."""
    text = "Updates are free. All updates are signed. The `list` is long: a list of lists is a list."
    assert not {"Updates", "list"} & found(text)


def test_program_text_gives_identifiers_only_and_few() -> None:
    """A code block may hold hundreds of tokens; a capped number of distinct identifiers is taken."""
    lines = "\n".join(f"the_call_{n}(The, Big, Value)  # read the Big Value" for n in range(100))
    names = mentions(f"It is short.\n\n```c\n{lines}\n```\n")
    assert {mention.label for mention in names} == {"CODE"}
    assert len(names) == 12


def test_markup_is_neither_in_the_text_nor_lost_from_the_span() -> None:
    """The text of a mention has no markup; its span covers the same characters of the source."""
    text = "A link to [Ada **Lovelace**](people/ada.md) is here."
    mention = next(mention for mention in mentions(text) if "Lovelace" in mention.text)
    assert mention.text == "Ada Lovelace"
    assert text[mention.span.start : mention.span.end] == "Ada **Lovelace"


def test_table_cells_are_read_one_by_one() -> None:
    """No name runs over the border of a cell."""
    text = "| Person | Place |\n|---|---|\n| Ada Lovelace | New York |\n"
    assert not any("|" in mention.text or "Lovelace New" in mention.text for mention in mentions(text))
    assert "Ada Lovelace" in found(text)


def test_spans_are_those_of_the_document() -> None:
    """A chunk that begins in the middle of its document gives offsets of the document."""
    piece = chunk("Grace Hopper wrote it.", start=500)
    mention = next(iter(extract([piece])))
    assert (mention.span.start, mention.span.end, mention.chunk_id) == (500, 512, piece.id)


def test_progress_is_told_chunk_by_chunk() -> None:
    """The last call says that all is done."""
    told: list[tuple[str, int, int]] = []
    list(extract([chunk("Ada."), chunk("Grace.", start=9)], progress=lambda *step: told.append(step)))
    assert told == [("entities", 1, 2), ("entities", 2, 2)]


WORDS = st.sampled_from(
    ["Ada", "**Lovelace**", "`max_wal`", "&amp;", "[the](x)", "new york", "(WAL)", "\n\n", "# ", "|", "é", "数据"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_every_mention_lies_in_its_chunk_and_covers_its_words(text: str) -> None:
    """For any Markdown: the words of a mention stand, in order, in the characters of its span."""
    piece = chunk(text, start=70)
    for mention in extract([piece]):
        assert piece.span.covers(mention.span)
        source = iter(text[mention.span.start - 70 : mention.span.end - 70])
        assert all(character in source for character in mention.text if character.isalnum())


# -------------------------------------------------------------------------------------- other languages, rules

KOREAN = "데이터베이스는 서버에서 실행된다. 서버가 데이터베이스를 저장한다. 데이터베이스의 크기는 크다. 서버는 빠르다."
THAI = "ฐานข้อมูลเก็บตาราง เซิร์ฟเวอร์อ่านฐานข้อมูลทุกวัน และฐานข้อมูลใหญ่มาก เปิดเซิร์ฟเวอร์ใหม่ ปิดเซิร์ฟเวอร์เก่า"
CHINESE = "数据库保存表格。服务器读取数据库。备份数据库文件，重启服务器进程，停止服务器。"


def test_korean_words_lose_their_particles() -> None:
    """A noun that is met with several particles is one term."""
    assert {"데이터베이스", "서버"} <= found(KOREAN, "TERM", "ko")


def test_thai_terms_are_found_without_word_borders() -> None:
    """Runs of characters that recur between varying neighbours are terms."""
    assert {"ฐานข้อมูล", "เซิร์ฟเวอร์"} <= found(THAI, "TERM", "th")


def test_chinese_terms_are_found_without_word_borders() -> None:
    """The same for Chinese; Latin words inside are kept apart."""
    assert {"数据库", "服务器"} <= found(CHINESE, "TERM", "zh")
    assert "PostgreSQL" in found("使用PostgreSQL数据库。安装 PostgreSQL 数据库。", language="zh")


def test_capitalised_words_inside_sentences_are_names_elsewhere() -> None:
    """In a language without a pipeline, only a capital that no sentence start explains counts."""
    names = found("Hier liegt Berlin an der Spree. Heute regnet es in Berlin.", "THING", "de")
    assert "Berlin" in names and "Heute" not in names


def test_the_rules_give_exact_offsets() -> None:
    """The characters at a mention's span are its text, particles cut off."""
    for mention in mentions(KOREAN, "ko"):
        assert KOREAN[mention.span.start : mention.span.end] == mention.text


def test_the_lack_of_a_pipeline_is_logged_once_per_language(caplog: pytest.LogCaptureFixture) -> None:
    """One notice, however many chunks and however the languages are mixed."""
    pieces = [chunk(KOREAN, "a", language="ko"), chunk(THAI, "b", language="th"), chunk(KOREAN, "c", language="ko")]
    with caplog.at_level(logging.WARNING, logger="kgsynth.entities"):
        list(extract(pieces))
    assert [record.args for record in caplog.records] == [("ko",), ("th",)]


def test_a_run_with_one_neighbour_is_part_of_a_longer_word() -> None:
    """Of nested runs that always occur together, only the whole is a term."""
    assert recurring_runs(["数据库表", "用数据库", "数据库"]) == {"数据库"}


def test_a_korean_verb_is_no_noun() -> None:
    """Endings of verbs are told from particles."""
    assert korean_nouns(["실행한다", "실행한다", "서버가", "서버를"], frozenset()) == {"서버"}


# ------------------------------------------------------------------------------------------------- pipelines


def test_a_pipeline_that_is_not_installed_is_a_clear_error() -> None:
    """The message names the setting, its value and what to do."""
    with pytest.raises(SettingsError, match=r"spacy_model='en_none_sm' is not installed\. Install it"):
        load_pipeline("en", spacy_model="en_none_sm")


def test_english_is_bundled_and_loaded_once() -> None:
    """The same object is given each time; a language with no pipeline gives None."""
    assert load_pipeline("en") is not None
    assert load_pipeline("en") is load_pipeline("en")
    assert load_pipeline("th") is None
