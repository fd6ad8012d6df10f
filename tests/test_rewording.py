"""The ways to put a question: same answer, other words, another opening, and nothing that reads worse."""

import re
from collections import Counter
from dataclasses import replace
from importlib.resources import files
from json import loads

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import chunk, draft, span_of, written

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.engine import Extractive
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.rewording import Likeness, Openings, Told, Wording, ranked, ways
from kgsynth.engines.extractive.rewording.choice import opening
from kgsynth.engines.extractive.rewording.constructions import rebuilt
from kgsynth.engines.extractive.rewording.lexicon import gerund
from kgsynth.engines.extractive.rewording.plain_words import plain_words
from kgsynth.engines.extractive.rewording.recasting import recasts
from kgsynth.engines.extractive.usual import usual_words
from kgsynth.language.bundled import verb_lemma
from kgsynth.types import Chunk, QueryLength, QueryStyle, Scenario


def candidate(question: str, answer: str = "With mend.", kind: str = "how_to", *names: Name) -> Candidate:
    """A question that rests on no text."""
    return Candidate((), question, answer, (), kind, names)


def texts(question: str, answer: str = "With mend.", kind: str = "how_to", *names: Name) -> set[str]:
    """Every way to put a question."""
    return {way.question for way in ways(candidate(question, answer, kind, *names))}


# ------------------------------------------------------------------------------------------------- single ways


@pytest.mark.parametrize(
    ("question", "answer", "kind", "way"),
    [
        ("How do you sort a list?", "Run mend -q.", "how_to", "What do I have to do to sort a list?"),
        ("How do you sort a list?", "With the mend command.", "how_to", "What do I run to sort a list?"),
        ("How do you sort a list?", "With mend.", "how_to", "I'm trying to sort a list. How do I do that?"),
        ("How do you sort your list?", "With mend.", "how_to", "How do I sort my list?"),
        ("How do you sort a list?", "With mend.", "how_to", "Is there a way to sort a list?"),
        ("What should you do if the list is wet?", "Dry it.", "how_to", "What should I do if the list is wet?"),
        ("What is the content of the pond directory?", "Nets", "table", "What does the pond directory contain?"),
        ("How can the full list be shown?", "With mend.", "how_to", "How can I show the full list?"),
        ("How can a list be cut or cleared by hand?", "With mend.", "how_to", "How can I cut or clear a list by hand?"),
        ("How can old lists be manually cleaned up?", "With mend.", "how_to", "How can I clean up old lists by hand?"),
        ("What is the default value of the pond_size parameter?", "4", "option_default",
         "By default, what is the pond_size parameter set to?"),
        ("What is the default value of the pond_size parameter?", "4", "option_default",
         "What is the pond_size parameter set to unless I change it?"),
        ("When I send patches, how do I add a note?", "With -n.", "how_to",
         "When sending patches, how do I add a note?"),
        ("How is unmounting a share done?", "With umount.", "how_to", "How do I unmount a share?"),
        ("With mend, how do you sort a list?", "Use -q.", "how_to", "With mend, how do I sort a list?"),
        ("What must be done to sort a list?", "The plug must go.", "how_to", "What do I have to do to sort a list?"),
        ("Which command lists the jobs?", "jobs", "factual", "I'd like to list the jobs. Which command do I need?"),
        ("Which setting is used to list the jobs?", "jobs", "factual", "Which setting do I set to list the jobs?"),
        ("Which command is used to sort a list?", "mend", "factual", "What's the command to sort a list?"),
        ("Which option of git add tells it to skip files?", "-n", "factual",
         "Which option of git add do I use to skip files?"),
        ("Which package contains the netstat command?", "net-tools", "factual",
         "I need the netstat command. Which package do I install?"),
        ("Which protocol allows forwarding of windows?", "SSH", "factual", "Which protocol lets me forward windows?"),
        ("Which program is executed daily by cron?", "logrotate", "factual", "Which program does cron execute daily?"),
        ("Which version of GNOME does it need?", "3", "factual", "What version of GNOME does it need?"),
        ("What is a trawl?", "A trawl is a job.", "definition", "What does the term trawl mean?"),
        ("What does the mend command do?", "It mends.", "purpose", "What happens when I run mend?"),
        ("What is mend used for?", "It mends.", "purpose", "What would I use mend for?"),
        ("What does LVM stand for?", "Logical Volume Manager.", "expansion", "What is LVM short for?"),
        ("What happens when a job ends?", "It is logged.", "condition", "When a job ends, what happens?"),
        ("What does RFC 1918 define?", "Three ranges.", "factual", "RFC 1918: what does it define?"),
        ("What is the weight of the Stoat 2?", "47 g", "table", "How much does the Stoat 2 weigh?"),
        ("What is the headcount of Braga?", "38", "table", "What's Braga's headcount?"),
        ("What is the floor area of Braga?", "780 m²", "table", "How large is Braga's floor area?"),
        ("What is the default value of wal_size?", "8", "option_default", "What does wal_size default to?"),
        ("Who is the designer of the Stoat 2?", "Ann Lee", "table", "Who designed the Stoat 2?"),
        ("When was Braga opened?", "2019", "table", "In which year was Braga opened?"),
        ("Which was opened first, Braga or Lyon?", "Lyon", "temporal", "Braga or Lyon: which was opened first?"),
        ("How do NFS and RPC differ?", "NFS is ...", "difference", "What sets NFS apart from RPC?"),
        ("Where can the list of jobs be found?", "In a drawer.", "place", "Where can I find the list of jobs?"),
        ("Which command lists the jobs?", "jobs", "factual", "Can you tell me which command lists the jobs?"),
        ("What is the otter daemon responsible for?", "Ponds.", "purpose",
         "Can you tell me what the otter daemon is responsible for?"),
        ("Where is the otter file fully documented?", "In a book.", "place",
         "Can you tell me where the otter file is fully documented?"),
        ("Which command lists the jobs?", "jobs", "factual", "What do I run to list the jobs?"),
        ("Which command allows moving and/or renaming lists?", "mv", "factual",
         "What do I run to move or rename lists?"),
        ("What does KELMORA_PATH control?", "It names a folder.", "equivalent", "What is KELMORA_PATH for?"),
        ("What is mend used for?", "It mends.", "purpose", "Do you know what mend is used for?"),
        ("What is a trawl?", "A trawl is a job.", "definition", "Any idea what a trawl is?"),
        ("What does mend check?", "The lists.", "factual", "Do you know what mend checks?"),
        ("How do you sort your list?", "With mend.", "how_to", "I'd like to sort my list. How do I do that?"),
        ("How do NFS and RPC differ?", "NFS is ...", "difference", "I mix up NFS and RPC. How do they differ?"),
    ],
)  # fmt: skip
def test_a_question_may_be_put_like_this(question: str, answer: str, kind: str, way: str) -> None:
    """Each family of questions has frames of its own; the answer fits all of them."""
    assert way in texts(question, answer, kind)


@pytest.mark.parametrize(
    ("question", "answer", "kind", "pattern"),
    [
        ("How do you sort a list?", "With mend -q.", "how_to", "^What do I|have to do"),  # "What do I use?" "With ..."
        ("How do you sort a list?", "Use mend -q.", "how_to", "^To "),
        ("Which command lists the jobs?", "jobs", "factual", "^To "),
        ("How do you find out if a list is sorted?", "With mend -c.", "how_to", "^If a list"),
        ("Which package has the netstat command?", "net-tools", "factual", "^To get"),
        ("What is the content of the pond directory?", "Nets", "table", "content does|What's the content"),
        ("Which program checks the logs by default?", "logcheck", "factual", "^By default"),
        ("What does mend check?", "The lists.", "factual", "exactly"),
        ("How do you sort a list if you own it?", "Run mend.", "how_to", r"\bI\b|\bmy\b"),  # "if you own it" stays
        ("How do you list, sort or sort lists?", "Run mend.", "how_to", "^Listing|^To "),
        ("Which file does the daemon obey?", "mend.conf", "factual", "that does"),
        ("Which program checks lists and finds errors?", "mend", "factual", "^To |I want"),
        ("What is the largest deviation of the Stoat 2?", "0.2 C", "table", "does the Stoat 2 have|^How"),
        ("What is the certificate valid of the Stoat 2?", "A year", "table", "does the Stoat 2 have"),
        ("When was Braga opened?", "April 2011", "table", "which year"),
        ("Which command reads the file created when a job ends?", "mend", "factual", "^When"),
        ("Which command allows sorting lists and renaming them?", "mend", "factual", "sort lists"),
        ("Which version does mend need?", "3", "factual", "Can you tell me"),  # its words would have to be turned round
        ("What is the default value of wal_size?", "8", "option_default", "Can you tell me"),
        ("What does Otter do in case of a flood?", "It swims.", "condition", "Any idea"),
        ("How can lists be sorted or large?", "With mend.", "how_to", r"\bI\b"),
        ("What is the default value of the --size option of mend?", "4", "option_default", "by default|set to|unset"),
        ("What is the abbreviation of FLOOD?", "F", "table", "FLOOD's"),
        ("Which Otter programs have the --wet option?", "swim and dive.", "collection", "^What in|^Where is"),
    ],
)
def test_a_question_is_not_put_like_this(question: str, answer: str, kind: str, pattern: str) -> None:
    """Where the answer would not fit, or the sentence would say something else."""
    assert not [text for text in texts(question, answer, kind) if re.search(pattern, text)]


@pytest.mark.parametrize(
    ("stiff", "plain"),
    [
        ("Where can the list of jobs be found?", "Where can I find the list of jobs?"),
        ("Which command moves and/or renames lists?", "Which command moves or renames lists?"),
        ("How do you sort a list?", "How do I sort a list?"),
        ("How can a list be sorted?", "How can I sort a list?"),
    ],
)
def test_a_stiff_form_gives_way_to_a_plain_one(stiff: str, plain: str) -> None:
    """It is a way to put the question, and one that costs less."""
    made = {way.question: way.cost for way in ways(candidate(stiff, "With mend.", "factual"))}
    assert made[plain] < made[stiff]


def test_a_question_of_an_unknown_form_stays() -> None:
    assert texts("Why is the door open?", "Because it is hot.", "cause") == {"Why is the door open?"}


def test_the_question_as_it_is_comes_first() -> None:
    """Whatever else there is, so that nothing depends on a rewording."""
    assert (
        ways(candidate("Which command lists the jobs?", "jobs", "factual"))[0].question
        == "Which command lists the jobs?"
    )


def test_a_name_is_shortened_to_how_it_is_typed() -> None:
    """An option goes with its command; a kind that an identifier does not need is left out."""
    option = Name("--depth", "option", "git clone")
    assert "What effect does git clone --depth have?" in texts(
        "What does the --depth option of git clone do?", "It cuts.", "purpose", option
    )


def test_a_name_of_plain_words_keeps_its_kind() -> None:
    """``lamp.user`` might be anything; ``lamp_user`` is nothing but an identifier."""
    plain, coded = Name("lamp.user", "setting"), Name("lamp_user", "setting")
    put = texts("What does the lamp.user setting specify?", "The user of the lamp.", "definition", plain)
    assert len(put) > 1 and all("the lamp.user setting" in text for text in put)
    assert "What can I set with lamp_user?" in texts(
        "What does the lamp_user setting specify?", "The user of the lamp.", "definition", coded
    )


def test_a_name_that_opens_a_question_keeps_its_small_letter() -> None:
    """``dpkg`` is no ``Dpkg``, and ``git add -n`` no ``Git add -n``."""
    option = Name("-n", "option", "git add")
    assert "git add -n: what does it do?" in texts(
        "What does the -n option of git add do?", "It asks.", "purpose", option
    )
    assert "dpkg: what is that?" in texts("What is dpkg?", "dpkg is a program.", "definition", Name("dpkg"))


def test_what_is_written_in_capitals_needs_no_kind() -> None:
    """``DROP ROLE`` tells by itself what it is; a function in small letters and an abbreviation do not."""
    command, function, short = Name("DROP ROLE", "command"), Name("sort", "function"), Name("MV", "command")
    variable = Name("KELMORAPATH", "environment variable")
    assert "What is DROP ROLE for?" in texts("What does the DROP ROLE command do?", "It drops.", "purpose", command)
    assert "What does KELMORAPATH control?" in texts(
        "What does the KELMORAPATH environment variable control?", "The path.", "equivalent", variable
    )
    for name in (function, short):
        assert not [
            text
            for text in texts(f"What does {name.with_kind} do?", "It sorts.", "purpose", name)
            if name.kind not in text and "run" not in text
        ]


# ------------------------------------------------------------------------------------------------ said otherwise


@pytest.mark.parametrize(
    ("copied", "otherwise"),
    [
        ("Which rule turns away mail which lists no host?", "Which rule turns away mail that lists no host?"),
        ("Which file has blocks describing the jobs?", "Which file has blocks that describe the jobs?"),
        ("How do I cancel a task planned by mend?", "How do I cancel a task that is planned by mend?"),
        ("What is done on a machine having a lock?", "What is done on a machine with a lock?"),
        ("Which command shows the state of a user?", "Which command shows a user's state?"),
        ("How do I perform a search in the pages?", "How do I search the pages?"),
        ("Which option sets the number of jobs to run?", "Which option sets how many jobs to run?"),
        ("Which command shows a list of the jobs?", "Which command lists the jobs?"),
        ("Which package contains a set of standard rules?", "Which package contains standard rules?"),
        ("How do I set up a black list and a white list of hosts?", None),
        ("How do I keep a log and a list of hosts?", "How do I keep a list and a log of hosts?"),
        ("What is used if the host does not answer?", "What is used if the host doesn't answer?"),
        ("Which option specifies which is used?", None),
        ("How do I stop a server sending the logs?", None),
        ("What is the number of a line?", None),
        ("What is the beginning of an upgrade?", None),
        ("Why is a sluice opened by keepers?", None),
    ],
)
def test_what_would_be_copied_is_said_otherwise(copied: str, otherwise: str | None) -> None:
    """The same meaning in another construction; nothing where that is not certain."""
    assert list(recasts(copied)) == ([otherwise] if otherwise else [])


def test_all_changes_are_made_at_once_too() -> None:
    """A long run may need to be broken in two places. Names stay."""
    question = "Which file has blocks describing the state of each job?"
    assert "Which file has blocks that describe every job's state?" in recasts(question)
    assert not list(recasts("What does the state of a user mean?", keep=("state of a user",)))


# ------------------------------------------------------------------------------------------------- plain words


@pytest.mark.parametrize(
    ("formal", "plain"),
    [
        ("How do I delete a role?", "How do I remove a role?"),
        ("Which command displays the log?", "Which command shows the log?"),
        ("Which files are modified by mend?", "Which files are changed by mend?"),
        ("What is mend for in the course of executing a job?", "What is mend for during executing a job?"),
        ("Which machines are allowed to connect?", "Which machines may connect?"),
        ("How can I determine whether a job runs?", "How can I find out whether a job runs?"),
    ],
)
def test_plainer_words(formal: str, plain: str) -> None:
    assert plain_words(formal) == plain


@pytest.mark.parametrize(
    ("question", "keep"),
    [
        ("What is connected to display?", ()),  # a noun
        ("Which display modes does the monitor have?", ()),
        ("How do I use “delete the role”?", ()),
        ("How do I delete a role with delete a role?", ("delete a role",)),
        ("Which package provides users with a shell?", ()),  # to provide somebody with something
        ("How do I determine the size?", ()),
        ("Which setting may enable users to write files?", ()),
    ],
)
def test_words_that_stay(question: str, keep: tuple[str, ...]) -> None:
    """Names, quotes, and verbs that only look like the ones of the list."""
    assert plain_words(question, keep) == question


@pytest.mark.parametrize(
    ("formal", "plain"),
    [
        ("Which daemon is responsible for keeping the logs?", "Which daemon keeps the logs?"),
        ("Which package has tools for reading logs?", "Which package has tools to read logs?"),
        ("Which file tells the current state of the kernel?", "Which file tells the kernel's current state?"),
        ("What is the number of the kernel?", "What is the number of the kernel?"),
        ("Who should be responsible for keeping logs?", "Who should be responsible for keeping logs?"),
    ],
)
def test_constructions(formal: str, plain: str) -> None:
    """Formal constructions are undone where that is safe."""
    assert rebuilt(formal) == plain


@pytest.mark.parametrize(
    ("base", "ing"),
    [("stop", "stopping"), ("replace", "replacing"), ("tie", "tying"), ("open", "opening"), ("commit", "committing"),
     ("show", "showing"), ("run", "running"), ("read", "reading"), ("format", "formatting"), ("agree", "agreeing")],
)  # fmt: skip
def test_gerunds(base: str, ing: str) -> None:
    assert gerund(base) == ing


def test_every_plain_verb_can_be_bent_and_every_formal_one_is_known() -> None:
    """The hand-written lists hold together."""
    listed = loads((files("kgsynth.engines.extractive.rewording") / "words.json").read_text(encoding="utf-8"))
    plain = {verb for verbs in listed["verbs"].values() for verb in verbs}
    assert plain <= set(listed["forms"])
    assert not [verb for verb in listed["verbs"] if verb_lemma(verb, "VB") != verb]
    assert not [forms for forms in listed["forms"].values() if len(forms) != 4]


_ANY = r"(?:How do you|Which command|What is|What does|When was) [a-z]{2,9} (?:the|a) Kelmora-7 [a-z ]{3,30}\?"


@given(st.from_regex(_ANY, fullmatch=True))
def test_a_name_survives_every_way(question: str) -> None:
    """Letter for letter, in one line that ends with its only question mark."""
    for way in ways(candidate(question, "With mend.", "how_to", Name("Kelmora-7"))):
        assert "Kelmora-7" in way.question
        assert way.question.endswith("?") and way.question.count("?") == 1 and "\n" not in way.question


# ------------------------------------------------------------------------------------------------------ choice


TEXT = "The mend command displays the state of all lists."


def resting(question: str, answer: str = "mend", kind: str = "factual") -> Candidate:
    """A question that rests on a sentence."""
    piece = chunk(TEXT)
    return Candidate((piece,), question, answer, (span_of(piece, TEXT),), kind)


def best(openings: Openings, style: QueryStyle = QueryStyle.WELL_FORMED) -> Wording:
    """The best way to ask what shows the state of all lists."""
    question = resting("Which command displays the state of all lists?")
    return ranked(question, openings, QueryLength.SHORT, style)[0][1]


def test_the_words_of_the_evidence_are_avoided() -> None:
    """A run of five words is broken where that is possible, and a plainer verb is taken."""
    question = resting("Which command displays the state of all lists?")
    assert Told.of(question).copies(Wording(question.question, ""))
    assert "shows" in best(Openings()).question or "show" in best(Openings()).question


def test_an_opening_is_not_used_again_while_there_are_others() -> None:
    """Six questions of one form open in six ways."""
    openings = Openings()
    for _ in range(6):
        openings.add(best(openings))
    assert max(openings.opened.values()) == 1


def test_a_question_that_says_what_others_said_is_like_them() -> None:
    """The more of its words others have, and the more others have them, the more."""
    likeness = Likeness()
    for number in range(20):
        likeness.add(f"What feeds the otter of basin{number}?")
    for number in range(20):
        likeness.add(f"Who paints sluice{number}?")
    asked = ("What feeds the otter?", "What feeds the lantern?", "Who lights the lantern?")
    most, less, none = (likeness.of(each) for each in asked)
    assert 0.5 > most > less > none == 0.0


def test_the_first_questions_are_unlike_the_few_before() -> None:
    """The mean counts as one over many questions, or the second of a set could share no word with the first."""
    likeness = Likeness()
    likeness.add("What feeds the otter?")
    assert 0.0 < likeness.of("What feeds the otter?") < 0.05


def test_words_that_are_usual_make_questions_less_alike() -> None:
    """Those of most passages not at all: they are what the corpus is about."""
    passages = [f"The harbour has a {'quay' if number % 3 else 'sluice'}, berth{number}." for number in range(60)]
    passages += ["Nothing."] * 40
    likeness = Likeness(usual_words(passages))
    for number in range(30):
        likeness.add(f"Is the harbour, quay or otter in place{number}?")
    harbour, quay, otter = (likeness.of(f"{each} x{each}") for each in ("harbour", "quay", "otter"))
    assert harbour == 0.0 < quay < otter


def test_a_way_that_is_too_like_what_was_asked_is_left_out() -> None:
    """Where no other is left, nothing is."""
    openings = Openings()
    asked = resting("Which command displays the state of all lists?")
    for _ in range(9):
        openings.add(Wording("Which command sorts the boats?", "which command"))
    wide = ranked(asked, openings, QueryLength.SHORT, QueryStyle.WELL_FORMED)
    narrow = ranked(asked, openings, QueryLength.SHORT, QueryStyle.WELL_FORMED, most_alike=0.01)
    assert {way.question for _, way in narrow} < {way.question for _, way in wide}
    assert all(openings.likeness.of(way.question) <= 0.01 for _, way in narrow)


@pytest.mark.parametrize("style", [QueryStyle.WEB_SEARCH, QueryStyle.INCOMPLETE])
def test_a_clipped_question_opens_with_its_question_word(style: QueryStyle) -> None:
    """What is left of any other, clipped, would be no query."""
    openings = Openings()
    for _ in range(8):
        way = best(openings, style)
        openings.add(way)
        assert way.question.split()[0] in {"Which", "What", "How"} and ". " not in way.question


@pytest.mark.parametrize(
    ("question", "first"), [("What's the default?", "what's the"), ("“User space”: why?", "user space")]
)
def test_openings(question: str, first: str) -> None:
    """Two words, without marks."""
    assert opening(question) == first


@pytest.mark.parametrize(
    ("question", "kind", "way"),
    [
        ("When using mend, how do you sort a list?", "how_to", "How do I sort a list with mend?"),
        ("When using mend, how do you sort a list?", "how_to", "When using mend, how do I sort a list?"),
        ("When using mend, what happens if -v is given?", "condition", "With mend, what happens if -v is given?"),
    ],
)
def test_the_tool_need_not_come_first(question: str, kind: str, way: str) -> None:
    """What somebody uses may be said at either end."""
    assert way in texts(question, "Use -q.", kind)


@pytest.mark.parametrize("opening", ["In plain words", "In one sentence", "Could you explain", "How would you define"])
def test_nobody_asks_a_manual_like_a_schoolmaster(opening: str) -> None:
    """A definition is asked for as people at work do."""
    assert not any(way.startswith(opening) for way in texts("What is a trawl?", "A trawl is a job.", "definition"))


def test_a_name_with_a_dot_is_not_taken_apart() -> None:
    """``pond.size`` owns nothing where it is cut."""
    assert (
        rebuilt("Is 4 the default value of the pond.size setting") == "Is 4 the default value of the pond.size setting"
    )


# ------------------------------------------------------------------------------------------------------ engine

GLOSSARY = "\n\n".join(
    (
        "A trawl is a job that looks for silent sensors at night.",
        "A snowline is a limit that the service works out from the past of a sensor.",
        "A journey is a recording that belongs to one shipment.",
        "An excursion is a period that lies outside the limits of a sensor.",
        "A den is a group of sensors that share one gateway.",
    )
)


def test_a_set_does_not_open_alike() -> None:
    """Five definitions of one glossary are asked for in five ways."""
    piece = chunk(GLOSSARY)
    engine = Extractive()
    engine.lenience = 2  # nothing but definitions is left
    made = [each for number in range(5) for each in written(engine, _over(piece, number))]
    assert len(made) == 5
    assert max(Counter(opening(each.clean_user_input) for each in made).values()) == 1


def test_an_opening_is_repeated_only_where_most_differ() -> None:
    """A set in which three of four open as no other does may repeat one."""
    again = Wording("What is a lantern?", "what is")
    openings = Openings()
    for thing in ("sluice", "otter"):
        openings.add(Wording(f"What is a {thing}?", "what is"))
    assert openings.repeats(again)
    assert not openings.repeats(Wording("Who lights a lantern?", "who"))
    for opened in ("Who lights", "Where hangs", "When burns"):
        openings.add(Wording(f"{opened} a lamp?", opened))
    assert not openings.repeats(again)


def test_words_are_not_said_again_and_again() -> None:
    """Of eight terms that share a word few are asked for, until nothing else is left."""
    woods = ("oaken", "cedar", "maple", "walnut", "willow", "poplar", "birch", "beech")
    piece = chunk("\n\n".join(f"A {wood} lantern is a lamp that boats of {wood} carry." for wood in woods))

    def asked(lenience: int) -> int:
        engine = Extractive()
        engine.lenience = lenience
        return sum(len(written(engine, _over(piece, number))) for number in range(len(woods)))

    assert 0 < asked(2) < asked(5) == len(woods)


def test_a_way_that_would_not_pass_is_not_taken() -> None:
    """The next best is; and the question as it was, where none passes, so that the account shows why."""
    piece = chunk(GLOSSARY)
    (usual,) = written(Extractive(), _over(piece, 1))
    other_way = Extractive(takes=lambda each: each.clean_user_input != usual.clean_user_input)
    (other,) = written(other_way, _over(piece, 1))
    (plain,) = written(Extractive(takes=lambda each: False), _over(piece, 1))
    assert other.clean_user_input != usual.clean_user_input
    assert plain.clean_user_input.startswith("What is a")
    assert usual.reference == other.reference == plain.reference


def _over(piece: Chunk, number: int) -> Scenario:
    """A single-hop scenario over a chunk."""
    return replace(draft().scenario, id=f"scenario {number}", chunks=(piece,))
