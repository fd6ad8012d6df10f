"""The standalone check refuses questions that need their source beside them."""

import pytest
from records import draft

from kgsynth.checks.standalone import Standalone


def code(question: str, language: str = "en") -> str | None:
    reason = Standalone().check([draft(question, language=language)])[0]
    return reason and reason.partition(": ")[0]


@pytest.mark.parametrize(
    "question",
    [
        "What does this document say about Kestrel?",
        "According to the text, which port does Kestrel use?",
        "What is the main idea of the passage on Kestrel?",
        "Which of the following ports does Kestrel use?",
        "How is Kestrel installed as described?",
        "What does the table above list for Kestrel 2?",
        "Which port is shown below?",
        "Why does Kestrel 2 need such a port?",
        "Between Kestrel and Merlin, when was the latter released?",
        "Which ports does this section name for Kestrel?",
        "What does the author say about Kestrel?",
        "What does the article mention about Kestrel?",
    ],
)
def test_questions_that_point_at_a_source_are_refused(question: str) -> None:
    """English ways to point."""
    assert code(question) == "deictic"


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("이 문서에서 Kestrel의 포트는 무엇인가요?", "ko"),
        ("본문에 따르면 Kestrel의 포트는 무엇인가요?", "ko"),
        ("다음 중 Kestrel의 포트는 무엇인가요?", "ko"),
        ("เอกสารนี้กล่าวถึง Kestrel ว่าอย่างไร", "th"),
        ("ตามข้อความ Kestrel ใช้พอร์ตอะไร", "th"),
    ],
)
def test_other_languages_point_in_their_own_ways(question: str, language: str) -> None:
    """Korean and Thai forms."""
    assert code(question, language) == "deictic"


@pytest.mark.parametrize(
    "question",
    [
        "When was it released by the vendor in 2019?",
        "Why did they move the log to /var/log?",
        "Who is he in the Kestrel team?",
        "What happens when it reaches 100 connections?",
    ],
)
def test_a_pronoun_needs_something_to_stand_for(question: str) -> None:
    """Nothing before it in the question can be meant."""
    assert code(question) == "pronoun"


@pytest.mark.parametrize(
    "question",
    [
        "How does PostgreSQL keep its statistics?",
        "What happens to a message queue when it is full after 10 retries?",
        "What do worker agents do when they lose their lease and time out?",
        "How long does it take to restore a 5 GB backup?",
        "Is it possible to change the Kestrel port?",
        "Which options such as `--port` does Kestrel read?",
        "I publish our own packages with Kestrel 2; what makes the clients verify those packages?",
        "What does it prove if the gateway of the Kestrel server reports no errors?",
        "An old Kestrel script drops a group with several members; must I revoke those memberships before?",
        "Some gateways wait on `ColdStart` and others on `WarmStart`; how do these two events differ?",
        "I often open directories of others in Kestrel; what do I type to reach such a directory?",
        "My query returns large HTML pages that Kestrel stores apart: when does it fetch those pages?",
        "I need a tool for editing video in Kestrel but know no name; where do I look for any such package?",
        "What temperature above 30 degrees stops the Kestrel fan?",
        "Who was the former president of Kestrel Ltd?",
        "Who is the author of the Kestrel manual?",
        "Which rights do those who administer Kestrel have?",
        "Which port does the server listen on for administration traffic?",
        "서울 지사의 연간 매출 목표는 얼마인가요?",
    ],
)
def test_questions_that_stand_alone_pass(question: str) -> None:
    """Pronouns with an antecedent, expletives and plain words are no pointers."""
    assert code(question, "ko" if "서울" in question else "en") is None


def test_somebody_who_chats_may_say_this() -> None:
    """Of the occasion, not of a page; a page may not be pointed at in any style."""
    clean = "How do I restart the Kestrel server?"
    chat = draft("Hi, I'm new to this, so how do I restart the Kestrel server?", clean=clean)
    pointing = draft("So how do I restart the Kestrel server in this document?", clean=clean)
    assert [reason and reason.partition(":")[0] for reason in Standalone().check([chat, pointing])] == [None, "deictic"]


@pytest.mark.parametrize(
    "question", ["When were minor amendments made?", "What is the limit?", "How many are allowed?"]
)
def test_a_question_must_name_something(question: str) -> None:
    """No name, number, identifier, nor five content words."""
    assert code(question) == "names_nothing"


def test_an_everyday_word_set_as_code_names_nothing_by_itself() -> None:
    """``none`` could stand on any page; a command of that name could not, and no other page's ``frobd`` is meant."""
    text = "The `none` level, the `find` command and the `frobd` level all hide messages."
    assert code_of("What does the none level hide?", text) == "names_nothing"
    assert code_of("What does the find command hide?", text) is None
    assert code_of("What does the frobd level hide?", text) is None


def code_of(question: str, text: str) -> str | None:
    """The reason's code for a question about another text."""
    reason = Standalone().check([draft(question, text=text)])[0]
    return reason and reason.partition(": ")[0]


def test_the_title_of_a_page_is_a_name() -> None:
    """However plain the word; the same word that heads no page names nothing."""
    question = "How do I recluster only some tables with clusterdb?"
    titled, other = (draft(question, "-t", "Give it -t.", title=title) for title in ("clusterdb(1)", "Tables"))
    assert Standalone().check([titled, other]) == [None, "names_nothing"]


def test_a_title_with_a_gloss_names_a_command() -> None:
    """However plain the word, if the question says that it is one."""
    title = "break - stop the loop around it"
    told, word = "What does the break command stop in it all?", "What does break stop?"
    drafts = [draft(question, "the loop", "It stops the loop.", title=title) for question in (told, word)]
    reasons = [reason and reason.partition(":")[0] for reason in Standalone().check(drafts)]
    assert reasons == [None, "names_nothing"]


def test_a_title_of_several_words_is_a_name() -> None:
    """Who asks of dynamic routing names what the section is about; half of the title would not."""
    title = "10.5. Dynamic Routing"
    whole, half = "What does dynamic routing allow routers to do?", "What does routing allow routers to do?"
    drafts = [draft(question, "adjust paths", "It adjusts paths.", title=title) for question in (whole, half)]
    assert Standalone().check(drafts) == [None, "names_nothing"]
