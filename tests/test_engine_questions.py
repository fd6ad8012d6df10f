"""Facts -> candidates: what is asked of a sentence, of an entry, of two chunks; and what is left alone."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from records import chunk, multi_hop_draft, written

from kgsynth.engines.extractive import Extractive
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.quantities import calendar_date, quantity
from kgsynth.engines.extractive.reading.passages import facts_of
from kgsynth.engines.extractive.rewording import ways
from kgsynth.engines.extractive.several.bridges import bridges, replace_name
from kgsynth.engines.extractive.several.comparisons import comparisons
from kgsynth.engines.extractive.single_hop import ask
from kgsynth.language.bundled import verb_lemma
from kgsynth.types import Chunk, Draft, Persona, QueryLength, QueryStyle, QueryType, Scenario


def questions_of(piece: Chunk, subject: str = "") -> list[Candidate]:
    """Every single-hop candidate of a chunk."""
    return [candidate for fact in facts_of([piece], subject=subject)[piece.id] for candidate in ask(fact, subject)]


def asked(text: str, kind: str, title: str = "Notes") -> Candidate:
    """The one candidate of a kind."""
    found = [candidate for candidate in questions_of(chunk(text, title=title)) if candidate.kind == kind]
    assert len(found) == 1, [candidate.question for candidate in found]
    return found[0]


def nothing(text: str, title: str = "Notes") -> bool:
    """Whether nothing is asked of a text."""
    return questions_of(chunk(text, title=title)) == []


def compared(first: str, second: str, titles: tuple[str, str] = ("", ""), *, one_page: bool = False) -> list[Candidate]:
    """What is compared between two chunks, of two documents or of one."""
    one = chunk(first, "d1", title=titles[0])
    other = chunk(second, "d1" if one_page else "d2", start=1000, title=titles[1])
    facts = facts_of([one, other], subject="")
    return list(comparisons(facts[one.id], facts[other.id]))


def bridged(
    describing: str, asking: str, titles: tuple[str, str] = ("", ""), documents: tuple[str, str] = ("d1", "d2")
) -> list[Candidate]:
    """The bridges from what one chunk describes to what is asked of another."""
    one, other = (
        chunk(describing, documents[0], title=titles[0]),
        chunk(asking, documents[1], start=900, title=titles[1]),
    )
    facts = facts_of([one, other], subject="")
    return list(bridges(facts[one.id], questions_of(other), ""))


# ------------------------------------------------------------------------------------------------- sentences


def test_what_happens_in_a_case() -> None:
    """The condition is asked, the outcome answers."""
    found = asked("When the disk of the Marten 3 is full, the oldest readings are deleted.", "condition")
    assert "disk of the Marten 3 is full" in found.question
    assert found.reference == "The oldest readings are deleted."


def test_why_something_is_so() -> None:
    """Subject and verb change places, whatever the verb needs for it."""
    stops = asked("The Stoat 2 stops because its cell is empty.", "cause")
    assert stops.question.startswith("Why does the Stoat 2 stop")
    assert "its cell is empty" in stops.reference
    stopped = asked("The Kestrel server stopped because the disk of the machine was full.", "cause")
    assert stopped.question.startswith("Why did the Kestrel server stop")
    assert "not" in asked("The Stoat 2 cannot be calibrated because its housing is glued.", "cause").question


def test_a_reason_begins_with_because() -> None:
    """A word that the parse puts in front of it belongs to the question, or nothing is asked."""
    text = "Lodge Mobile sends the readings twice because the network of a harbour is weak."
    assert all(each.reference.startswith("Because") for each in questions_of(chunk(text)) if each.kind == "cause")


def test_how_something_is_done() -> None:
    """The goal is asked, the act or the means answers."""
    listed = asked("To list the branches of the Kestrel repository, run git branch.", "how_to")
    assert "list the branches of the Kestrel repository" in listed.question
    assert listed.reference == "Run git branch."
    read = asked("The sensors of the Lodge G4 can be read with lodge-cli.", "how_to")
    assert "lodge-cli" in read.reference and "lodge-cli" not in read.question


def test_where_something_is_kept() -> None:
    found = asked("The log of the Kestrel server is stored in /var/log/kestrel.", "place")
    assert "/var/log/kestrel" in found.reference and "/var" not in found.question


def test_a_language_is_no_place() -> None:
    """``written in Rust`` does not say where."""
    assert not [each for each in questions_of(chunk("The Kestrel proxy is written in Rust.")) if each.kind == "place"]


def test_when_something_happened() -> None:
    found = asked("The Lyon site opened in May 2019.", "temporal")
    assert found.question.startswith("When did the Lyon site open")
    assert "May 2019" in found.reference


def test_how_many_there_are() -> None:
    found = asked("The Lodge G4 gateway supports 40 sensors.", "numeric")
    assert found.question.startswith("How many sensors does the Lodge G4 gateway support")
    assert found.reference == "40 sensors."


def test_the_value_of_a_named_property() -> None:
    found = asked("The default port of the Kestrel server is 8080.", "factual")
    assert "default port of the Kestrel server" in found.question
    assert "8080" in found.reference


def test_a_phrase_before_the_subject_stays_in_the_question() -> None:
    """``In 2019, X hired`` -> ``did X hire in 2019``."""
    found = asked("In 2019, the Lyon site of Kelmora hired 40 engineers.", "numeric")
    assert "in 2019" in found.question


@pytest.mark.parametrize("name", ["Zofia Malarczyk", "Tundra Cloud", "Lodge Mobile", "Ada Smith"])
def test_a_name_keeps_its_capital_inside_a_question(name: str) -> None:
    """It does not lose it with its place at the front of the sentence."""
    found = questions_of(chunk(f"{name} was honoured in May 2021. Everybody knows {name}."))
    assert found
    assert all(name in candidate.question for candidate in found)


def test_a_common_noun_at_the_front_is_no_name() -> None:
    """Only the start of the sentence explains its capital: nothing in the question would say whose scrap it is."""
    assert nothing("Scrap fell because the cold tunnel rejects the boards.")


def test_a_name_without_its_kind_has_no_article() -> None:
    """The Tarnów site, but never the Tarnów."""
    text = "The Tarnów site is a laboratory with a repair bench and one small assembly room."
    for candidate in questions_of(chunk(text)):
        assert not re.search(r"\bthe Tarnów(?! site)", candidate.question)


def test_evidence_is_the_sentence() -> None:
    """Not the paragraph around it."""
    text = "Doors are shut at night. The Lyon site opened in May 2019. Lunch is at noon."
    (span,) = asked(text, "temporal").evidence
    assert text[span.start : span.end] == "The Lyon site opened in May 2019."


# ---------------------------------------------------------------------------------------- what is left alone


@pytest.mark.parametrize("word", ["sometimes", "hardly", "probably", "mostly", "rarely"])
def test_a_hedged_sentence_gives_nothing(word: str) -> None:
    """More than one answer may be right."""
    assert nothing(f"The Lodge G4 gateway {word} supports 40 sensors.")


@pytest.mark.parametrize(
    "text",
    [
        "This gateway supports 40 sensors.",
        "It was released in June 2023.",
        "The Kestrel index is stored in the directory named above.",
        "We found 40 sensors in the Kestrel index.",
        "The limit of the Kestrel server is the following value.",
        "He opened the Lyon site in May 2019.",
    ],
)
def test_a_sentence_that_points_elsewhere_gives_nothing(text: str) -> None:
    """Away from its page it would not be understood."""
    assert nothing(text)


@pytest.mark.parametrize(
    "text", ["The branches are listed in the file.", "The server supports 40 sensors.", "The site opened in May 2019."]
)
def test_a_sentence_without_a_name_gives_nothing(text: str) -> None:
    """Which server, which site?"""
    assert nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Kestrel index is not stored in /var/log/kestrel.",
        "The Braga site did not open in May 2019.",
        "The Lodge G4 gateway does not support 40 sensors.",
        "The Lodge G4 gateway no longer supports 40 sensors.",
        "Kestrel doesn't support 40 sensors.",
        "The port of the Kestrel server is not 8080.",
    ],
)
def test_what_is_not_so_is_not_asked_about(text: str) -> None:
    """Where a thing is not, or how many it does not hold, is no question."""
    assert nothing(text)


# ----------------------------------------------------------------------------------------------------- verbs


@pytest.mark.parametrize("form", ["froze", "frobbed", "frobs", "wroten", "compil"])
def test_a_verb_that_the_list_does_not_know_is_not_bent(form: str) -> None:
    """Rather no question than "did it frob"."""
    assert verb_lemma(form, "VBD") in {None, "freeze"}
    for candidate in questions_of(chunk(f"The Kestrel server {form} 40 files.")):
        assert not re.search(r"\b(?:frob|frobb|wrot|compil|froz|froze)\?", candidate.question)


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("compiled", "compile"),
        ("wrote", "write"),
        ("retries", "retry"),
        ("hired", "hire"),
        ("stored", "store"),
        ("holds", "hold"),
    ],
)
def test_a_base_form_comes_from_the_list(form: str, base: str) -> None:
    """``compile``, never ``compil``; ``hire``, never ``hir``."""
    found = asked(f"The Kestrel server {form} 40 files.", "numeric")
    assert found.question.endswith(f" the Kestrel server {base}?")


# ------------------------------------------------------------------------------------------ entries and tables


def test_an_entry_is_asked_about_from_both_sides() -> None:
    """What the option does, and which option does it; the second does not give its name away."""
    text = "`--jobs <n>`\n: Limit the number of submodules that are fetched in parallel.\n"
    found = questions_of(chunk(text, title="git-clone(1)"))
    forth = [candidate for candidate in found if "--jobs" in candidate.question]
    back = [candidate for candidate in found if candidate.reference == "--jobs"]
    assert forth and back
    assert all("It limits the number of submodules" in candidate.reference for candidate in forth)
    assert not any("--jobs" in candidate.question for candidate in back)
    assert all("git-clone" in candidate.question for candidate in found)


def test_a_name_that_the_description_repeats_is_not_asked_for() -> None:
    """``--quiet`` in "be quiet" would answer itself."""
    text = "`--quiet`\n: Keep quiet about the files that are fetched.\n"
    assert not any(candidate.reference == "--quiet" for candidate in questions_of(chunk(text, title="git-clone(1)")))


def test_a_default_is_asked_for() -> None:
    text = (
        "`work_mem` (`integer`)\n: Sets the amount of memory for a sort. The default value is four megabytes (4MB).\n"
    )
    found = asked(text, "option_default", title="Parameters")
    assert "work_mem" in found.question
    assert found.reference == "four megabytes (4MB)"


def test_a_term_is_asked_for() -> None:
    found = asked("shallow clone\n: A copy of a repository whose history is cut off.\n", "definition", title="Glossary")
    assert "a shallow clone" in found.question
    assert "copy of a repository" in found.reference


def test_a_cell_is_asked_for() -> None:
    rows = (
        "| Product | Weight | Designer |",
        "|---|---|---|",
        "| Stoat 2 | 47 g | Ada Smith |",
        "| Pika | 9 g | Bo Jones |",
    )
    text = "\n".join(rows)
    found = {candidate.reference: candidate.question for candidate in questions_of(chunk(text, title="Products"))}
    assert "Stoat 2" in found["47 g"] and "weight" in found["47 g"]
    assert found["Bo Jones"].startswith("Who is the designer")


# ------------------------------------------------------------------------- what prose says a thing is or is for


def all_asked(text: str) -> set[str]:
    """Every question about a text."""
    return {candidate.question for candidate in questions_of(chunk(text, title="Notes"))}


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("A weir is a gate that holds water back.", "What is a weir?"),
        ("Ferries are boats that carry cars over rivers.", "What are ferries?"),
        ("The `otterctl` tool is a program that moves otters.", "What is the otterctl tool?"),
        ("Keepers read the RGT (River Gate Table) each day.", "What does RGT stand for?"),
        ("The `otterctl` tool is used to move wet otters.", "What is the otterctl tool used for?"),
        ("The `otterls` command lists the otters of a river.", "What does the otterls command do?"),
        ("The `wadels` command lists the otters of a river.", "Which command lists the otters of a river?"),
        ("The `find` command lists the otters of a river.", "Which command lists the otters of a river?"),
        ("The `wadectl` command is used to move wet otters.", "How do you move wet otters?"),
    ],
)
def test_what_prose_says_of_a_name_is_asked(said: str, question: str) -> None:
    assert question in all_asked(said)


def test_what_letters_stand_for_is_an_easy_question() -> None:
    """It is offered last."""
    found = asked("Keepers read the RGT (River Gate Table) each day.", "expansion")
    assert (found.reference, found.weight) == ("River Gate Table.", 0.5)


def test_an_everyday_word_set_as_code_is_asked_about_with_its_kind_only() -> None:
    """``find`` alone could be anything."""
    assert not any(" find " in text for text in all_asked("`find` lists the otters of a river."))


# ------------------------------------------------------------------------------------------------- comparing


@pytest.mark.parametrize(
    ("text", "dimension", "value"),
    [
        ("one megabyte (1MB)", "size", 1024**2),
        ("8kB", "size", 8192),
        ("200 ms", "time", 0.2),
        ("1 s", "time", 1),
        ("twelve hours", "time", 43200),
        ("1.2 kg", "mass", 1200),
        ("-40 °C", "temperature", -40),
        ("€5", "euro", 5),
        ("10%", "share", 10),
        ("1,024", "", 1024),
    ],
)
def test_a_quantity_has_a_dimension_and_a_value(text: str, dimension: str, value: float) -> None:
    found = quantity(text)
    assert found is not None
    assert found.dimension == dimension
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "off", "4 workers", "420 m2", "1 ms to 2 ms", "about 3 s", "1.2.3"])
def test_anything_else_is_no_quantity(text: str) -> None:
    """An unknown unit could mean anything."""
    assert quantity(text) is None


def test_quantities_are_compared_in_one_unit() -> None:
    """200 ms are less than 1 s."""
    entry = "`{}` (`integer`)\n: Aborts any statement that waits for a client. The default value is {}.\n"
    (found,) = compared(entry.format("lock_timeout", "200 ms"), entry.format("wait_timeout", "1 s"), one_page=True)
    assert found.reference.startswith("wait_timeout")
    assert "1 s" in found.reference and "200 ms" in found.reference
    assert {"lock_timeout", "wait_timeout"} <= set(re.findall(r"\w+_\w+", found.question))


@pytest.mark.parametrize(("first", "second"), [("200 ms", "1 MB"), ("200 ms", "off"), ("4", "8"), ("1 s", "1000 ms")])
def test_quantities_of_two_sorts_are_not_compared(first: str, second: str) -> None:
    """Nor equal ones, nor bare numbers."""
    entry = "`{}` (`integer`)\n: Aborts any statement that waits for a client. The default value is {}.\n"
    found = compared(entry.format("lock_timeout", first), entry.format("wait_timeout", second), one_page=True)
    assert not [candidate for candidate in found if candidate.kind == "comparison"]


PAGE = "| Attribute | Value |\n|---|---|\n| {} | {} |\n"


def test_cells_of_two_pages_are_compared() -> None:
    """The same attribute, of two things that are named alike; both rows are evidence."""
    (found,) = compared(PAGE.format("Weight", "47 g"), PAGE.format("Weight", "1.2 kg"), ("Stoat 2", "Marten 3"))
    assert found.reference.startswith("Marten 3")
    assert [span.document_id for span in found.evidence] == ["d1", "d2"]
    assert not compared(PAGE.format("Weight", "47 g"), PAGE.format("Range", "1.2 km"), ("Stoat 2", "Marten 3"))


def test_dates_are_compared_as_far_as_they_go() -> None:
    """May 2020 lies before 2021."""
    (found,) = compared(
        PAGE.format("Launch date", "May 2020"), PAGE.format("Launch date", "2021"), ("Stoat 2", "Marten 3")
    )
    assert found.reference.startswith("Stoat 2")


@pytest.mark.parametrize(
    ("first", "second"), [("May 2020", "2020"), ("14 May 2020", "May 2020"), ("2020", "2020"), ("May 2020", "soon")]
)
def test_dates_that_do_not_tell_are_not_compared(first: str, second: str) -> None:
    """May 2020 may lie before or after another day of 2020."""
    assert not compared(PAGE.format("Launch date", first), PAGE.format("Launch date", second), ("Stoat 2", "Marten 3"))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("14 May 2021", (2021, 5, 14)),
        ("2021-05-14", (2021, 5, 14)),
        ("May 14, 2021", (2021, 5, 14)),
        ("May 2021", (2021, 5)),
        ("2021", (2021,)),
        ("soon", None),
        ("21", None),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(text: str, date: tuple[int, ...] | None) -> None:
    assert calendar_date(text) == date


def test_events_of_one_sort_are_compared() -> None:
    """Which was first, and how long the other came after it."""
    first, after = compared("Lodge Mobile was released in June 2023.", "Lodge Cloud was released in May 2021.")
    assert first.reference.startswith("Lodge Cloud")
    assert after.reference.startswith("2 years and 1 month")
    assert not compared("Lodge Mobile was released in June 2023.", "Lodge Cloud was released in June 2023.")


LIST = "`{} <f>`\n: Choose the format of the archive. Possible formats are {}.\n"


def test_the_one_value_that_two_lists_share() -> None:
    """Neither list tells which it is; it is spelt as in the lists."""
    found = [
        each
        for each in compared(
            LIST.format("--format", "tar, zip, and gzip"),
            LIST.format("--layout", "csv, json, and tar"),
            ("git-archive(1)", "git-list(1)"),
        )
        if each.kind == "intersection"
    ]
    assert [candidate.reference.lower().strip(".") for candidate in found] == ["tar"]
    assert "--format" in found[0].question and "--layout" in found[0].question


@pytest.mark.parametrize("other", ["tar, zip, and csv", "csv, json, and xml"])
def test_lists_that_share_two_values_or_none_are_left_alone(other: str) -> None:
    found = compared(
        LIST.format("--format", "tar, zip, and gzip"), LIST.format("--layout", other), ("git-archive(1)", "git-list(1)")
    )
    assert not [candidate for candidate in found if candidate.kind == "intersection"]


# ----------------------------------------------------------------------------------------------- differences

SHALLOW = "shallow clone\n: A copy of a repository whose history is cut off.\n"
PARTIAL = "partial clone\n: A copy of a repository whose large files are cut off.\n"
GLOSSARY = ("Glossary", "Glossary")


def test_two_siblings_are_set_side_by_side() -> None:
    """Terms that share a part of their name and some of their words; the answer says what each is."""
    (found,) = compared(SHALLOW, PARTIAL, GLOSSARY)
    assert "shallow clone" in found.question and "partial clone" in found.question
    assert "history is cut off" in found.reference and "large files are cut off" in found.reference
    assert "difference" in found.kind
    assert {span.document_id for span in found.evidence} == {"d1", "d2"}


def test_the_order_of_the_chunks_does_not_matter() -> None:
    """The question is the same from either side."""
    assert [each.question for each in compared(SHALLOW, PARTIAL, GLOSSARY)] == [
        each.question for each in compared(PARTIAL, SHALLOW, GLOSSARY)
    ]


@pytest.mark.parametrize(
    "other",
    [
        "staging area\n: A file that holds what goes into the next commit.\n",
        "partial clone\n: A copy of a repository whose history is cut off.\n",
        SHALLOW,
    ],
    ids=["unlike", "the same said of both", "the same term"],
)
def test_what_is_too_far_apart_or_too_near_is_not_compared(other: str) -> None:
    assert not compared(SHALLOW, other, GLOSSARY)


@pytest.mark.parametrize(
    ("first", "second", "asked"),
    [
        ("Sorting process", "Loading process", True),
        ("Sorter", "Loader", False),
        ("cart-ish", "sledge-ish", True),
        ("Sorter (process)", "Loader (process)", False),
    ],
)
def test_terms_of_a_glossary_need_a_word_in_common(first: str, second: str, asked: bool) -> None:
    """Two processes of unlike names are not taken for each other."""
    said = "{}\n: A helper process that moves letters of the mail {} at night.\n"
    one, other = said.format(first, "into sacks"), said.format(second, "onto trains")
    assert bool(compared(one, other, GLOSSARY)) == asked


def test_a_name_with_an_article_is_not_set_beside_one_without() -> None:
    """Not "Shallow Clone or a partial clone: what is the difference?"."""
    for name in ("Shallow Clone", "Narrow Clone", "Brief Clone", "Late Clone", "Short Clone", "Thin Clone"):
        (found,) = compared(SHALLOW.replace("shallow clone", name), PARTIAL, GLOSSARY)
        texts = [found.question, *(way.question for way in ways(found))]
        assert texts and not any(": " in text for text in texts)
    assert any(": " in way.question for each in compared(SHALLOW, PARTIAL, GLOSSARY) for way in ways(each))


# --------------------------------------------------------------------------------------------------- bridges


def test_a_bridge_hides_the_name_and_says_what_it_is() -> None:
    """One chunk tells which place, the other how large it is."""
    (found,) = bridged(
        PAGE.format("Built in", "Deventer"), PAGE.format("Floor area", "420 m2"), ("Stoat 2", "Deventer")
    )
    assert "Deventer" not in found.question and "Stoat 2" in found.question
    assert "floor area" in found.question
    assert found.reference == "420 m2"
    assert found.hidden == ("Deventer",)
    assert [span.document_id for span in found.evidence] == ["d1", "d2"]


def test_a_bridge_joins_two_documents() -> None:
    """Inside one document the name is no gap."""
    texts = PAGE.format("Built in", "Deventer"), PAGE.format("Floor area", "420 m2")
    assert not bridged(*texts, ("Stoat 2", "Deventer"), documents=("d1", "d1"))


def test_a_bridge_needs_its_second_chunk() -> None:
    """Where the describing chunk has the answer too, nothing is joined."""
    one = "| Attribute | Value |\n|---|---|\n| Built in | Deventer |\n| Yard | 420 m2 |\n"
    assert not bridged(one, PAGE.format("Floor area", "420 m2"), ("Stoat 2", "Deventer"))


PROGRAM, TERM = Name("pg_dump", "program"), Name("firewall", "term")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What is the default port of pg_dump?", PROGRAM),
        ("What is the default port of the pg_dump program?", PROGRAM),
        ("What happens if pg_dump is stopped?", PROGRAM),
        ("What is the default port of the firewall?", TERM),
        ("What is the default port of a firewall?", TERM),
    ],
)
def test_a_whole_phrase_is_replaced(question: str, name: Name) -> None:
    """With its article and its kind."""
    text = replace_name(question, name, "the tool that guards the gate")
    assert text is not None
    assert name.text not in text and "program" not in text
    assert len(re.findall(r"\b(?:the|a) tool that guards the gate\b", text)) == 1


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What is the pg_dump file?", PROGRAM),
        ("What does utility command pg_dump do?", PROGRAM),
        ("Does pg_dump call pg_dump?", PROGRAM),
        ("What is the port of pg_dumpall?", PROGRAM),
        ("What is the port of pg_dump-ng?", PROGRAM),
        ("What is the firewall log of Kestrel?", TERM),
        ("What is the port of the firewall of Kestrel?", TERM),
    ],
)
def test_a_part_of_a_phrase_is_never_replaced(question: str, name: Name) -> None:
    """``the pg_dump file`` is not the program; a name that comes twice would give itself away."""
    assert replace_name(question, name, "the tool that guards the gate") is None


# ------------------------------------------------------------------------------------------- other languages


def scenario(piece: Chunk, number: int = 0) -> Scenario:
    return Scenario(
        id=f"s{number}",
        query_type=QueryType.SINGLE_HOP,
        chunks=(piece,),
        persona=Persona(name="Practitioner"),
        query_style=QueryStyle.WELL_FORMED,
        query_length=QueryLength.SHORT,
    )


DEFINITIONS = {
    "ko": ("방화벽은 네트워크의 패킷을 거르는 프로그램입니다.", "방화벽은"),
    "th": ("ไฟร์วอลล์ คือ โปรแกรมที่กรองแพ็กเก็ตของเครือข่าย", "ไฟร์วอลล์"),
    "ja": ("ファイアウォールとは、パケットを選別するプログラムである。", "ファイアウォール"),
    "de": ("Kestrel ist ein Server, der Anfragen weiterreicht.", "Kestrel"),
}


@pytest.mark.parametrize("language", DEFINITIONS)
def test_a_definition_in_another_language(language: str) -> None:
    """The question is in that language; the sentence answers and proves it."""
    sentence, name = DEFINITIONS[language]
    (draft,) = written(Extractive(), scenario(chunk(f"# {name}\n\n{sentence}\n", start=30, language=language)))
    assert draft.question_kind == "definition"
    assert name in draft.user_input
    assert draft.reference == sentence
    assert draft.evidence_texts == (sentence,)


def test_korean_particles_follow_the_last_syllable() -> None:
    """``은`` after a consonant, ``는`` after a vowel."""
    text = "게이트웨이는 센서의 값을 모으는 장치이다."
    (draft,) = written(Extractive(), scenario(chunk(text, language="ko")))
    assert "게이트웨이는" in draft.user_input


def test_a_german_article_is_written_small_inside_a_question() -> None:
    text = "Eine Firewall ist ein Programm, das die Pakete eines Netzes filtert."
    for draft in written(Extractive(), scenario(chunk(text, language="de"))):
        assert "Eine" not in draft.user_input


@pytest.mark.parametrize(
    ("language", "text"), [("th", "ไฟร์วอลล์ไม่ใช่โปรแกรม"), ("ko", "서버는 빠르다."), ("xx", "Kestrel is a server.")]
)
def test_anything_else_in_another_language_gives_nothing(language: str, text: str) -> None:
    assert not written(Extractive(), scenario(chunk(text, language=language)))


# ---------------------------------------------------------------------------------------------------- engine


def drafts(engine: Extractive, piece: Chunk, times: int) -> Iterator[Draft]:
    for number in range(times):
        yield from written(engine, scenario(piece, number))


def test_the_engine_never_offers_a_question_twice() -> None:
    """And when it has asked all, it gives none."""
    piece = chunk("The Lyon site opened in May 2019. The Lodge G4 gateway supports 40 sensors.")
    engine = Extractive()
    engine.lenience = 1
    made = list(drafts(engine, piece, 6))
    assert 2 <= len(made) < 6
    assert len({draft.clean_user_input for draft in made}) == len(made)


def test_the_engine_is_deterministic() -> None:
    """The same scenarios in the same order give the same drafts."""
    piece = chunk("The Lyon site opened in May 2019. The Lodge G4 gateway supports 40 sensors.")
    assert list(drafts(Extractive(), piece, 4)) == list(drafts(Extractive(), piece, 4))


def test_a_scenario_over_two_chunks_is_asked_over_both() -> None:
    """A multi-hop draft has evidence in each of its chunks, and never asks of one alone."""
    texts = ("Lodge Mobile was released in June 2023.", "Lodge Cloud was released in May 2021.")
    joint = multi_hop_draft("?", "", texts).scenario
    (draft,) = written(Extractive(), joint)
    assert [span.document_id for span in draft.evidence] == ["d1", "d2"]
    assert not written(Extractive(), multi_hop_draft("?", "", (texts[0], "The Lyon site is old.")).scenario)


@pytest.mark.parametrize("style", QueryStyle)
def test_a_style_keeps_what_is_asked_about(style: QueryStyle) -> None:
    """Numbers and names survive a noisy style, and the clean question is kept beside it."""
    piece = chunk("In 2019, the Lyon site of Kelmora hired 40 engineers.")
    for number in range(5):
        wanted = replace(scenario(piece, number), query_style=style, query_length=QueryLength.MEDIUM)
        (draft,) = written(Extractive(), wanted)
        assert "2019" in draft.user_input
        assert "lyon" in draft.user_input.lower() and "kelmora" in draft.user_input.lower()
        assert draft.clean_user_input.endswith("2019?")
        if style is QueryStyle.WELL_FORMED:
            assert draft.user_input == draft.clean_user_input


# ------------------------------------------------------------------------------------------- names told otherwise


@pytest.mark.parametrize(
    "home",
    [
        "Stock moves through the River Gate System (RGS) at night.",
        "The RGS is a system that moves stock through the gates at night.",
        "RGS is the program used to move stock through the gates at night.",
    ],
    ids=["letters", "a clause", "a purpose"],
)
def test_nobody_tells_of_a_name_by_a_riddle(home: str) -> None:
    """Who knows what the name stands for, or what it does, says the name."""
    told = "If a boat is lost, the RGS sends an alarm to the harbour office."
    assert not bridged(home, told, ("Stock", "Lists"))


def test_an_option_and_its_own_denial_are_not_compared() -> None:
    """Anybody can tell ``--color`` from ``--no-color``."""
    entries = (
        "`--color`\n: Show the otters of the river in colour.",
        "`--no-color`\n: Show the otters of the river in grey.",
    )
    assert compared(*entries, titles=("rivers(1)", "rivers(1)"), one_page=True) == []


def test_an_expert_is_not_asked_for_what_letters_stand_for() -> None:
    """That is a newcomer's question."""
    piece = chunk("Keepers like the RGT (River Gate Table).", title="Notes")
    asked_by = {level: Persona(name=level, expertise=level) for level in ("novice", "expert")}
    drafts = {}
    for level, persona in asked_by.items():
        engine = Extractive()
        engine.lenience = 2  # letters are asked about when nothing else is left
        drafts[level] = written(engine, single(piece, persona))
    assert len(drafts["novice"]) == 1
    assert drafts["expert"] == []


def test_further_questions_are_asked_when_better_ones_are_spent() -> None:
    """Reasons that sentences give come after all else, and make a chunk fertile only then."""
    piece = chunk("The OtterGate sluice is shut so that no fox gets in.", title="Gates")
    wanted = single(piece, Persona(name="practitioner", expertise="practitioner"))
    for lenience, asked in (
        (0, []),
        (1, []),
        (2, []),
        (3, []),
        (4, []),
        (5, ["Why is the OtterGate sluice shut in Kelmora?"]),
    ):
        engine = Extractive(subject="Kelmora")
        engine.lenience = lenience
        assert engine.fertile([wanted]) == [bool(asked)]
        assert [each.clean_user_input for each in written(engine, wanted)] == asked


def single(piece: Chunk, persona: Persona) -> Scenario:
    """A single-hop scenario over one chunk."""
    return Scenario(
        id=persona.name,
        query_type=QueryType.SINGLE_HOP,
        chunks=(piece,),
        persona=persona,
        query_style=QueryStyle.WELL_FORMED,
        query_length=QueryLength.SHORT,
    )


def test_a_question_of_another_length_comes_last() -> None:
    """A long question is not written where a short one is wanted, until all else is spent."""
    piece = chunk("In 2019, the Lyon site of Kelmora hired 40 engineers.")
    short = replace(scenario(piece), query_length=QueryLength.SHORT)
    engine = Extractive()
    assert not written(engine, short)
    engine.lenience = 3
    (draft,) = written(engine, short)
    assert draft.clean_user_input.endswith("2019?")
