"""Pages of commands -> the options of each that need their command said, and that nothing else does the work of."""

from records import chunk

from kgsynth.manuals import told_alone

HOME = "# {0}\n\n{0} - {1}\n\n{2}"
LIMIT = "--limit=<kbps>\n: Limit the speed of the transfer.\n"
KEEP = "--keep\n: Leave the old folders where they are.\n"


def alone(**pages: tuple[str, str]) -> dict[str, frozenset[str]]:
    """The options told alone, of pages with a task and a list of options."""
    return told_alone({name: [chunk(HOME.format(name, *page), name)] for name, page in pages.items()})


def test_an_option_of_several_commands_needs_its_command() -> None:
    """One that a single command has is known with its command."""
    found = alone(send=("Send a folder to a machine", LIMIT + "\n" + KEEP), build=("Build a boat from a plan", LIMIT))
    assert found == {"send": {"--limit"}, "build": {"--limit"}}


def test_an_option_whose_work_another_does_is_left_out() -> None:
    """Else the question would have two answers."""
    rival = "--rate=<kbps>\n: Limit the speed of the transfer to a rate.\n"
    found = alone(send=("Send a folder to a machine", f"{LIMIT}\n{rival}"), build=("Build a boat from a plan", LIMIT))
    assert found == {"send": frozenset(), "build": {"--limit"}}


def test_an_option_that_a_like_command_has_too_is_left_out() -> None:
    """Two commands that work on the same would both be right."""
    found = alone(send=("Send a folder to a machine", LIMIT), post=("Post a folder to a machine by mail", LIMIT))
    assert found == {"send": frozenset(), "post": frozenset()}


def test_spellings_of_one_option_are_no_rivals() -> None:
    """They are terms of one entry."""
    both = "-l\n--limit=<kbps>\n: Limit the speed of the transfer.\n"
    found = alone(send=("Send a folder to a machine", both), build=("Build a boat from a plan", both))
    assert found["send"] == {"-l", "--limit"}
