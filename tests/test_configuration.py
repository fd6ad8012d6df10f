"""Files and options become settings, or one error that says what is wrong."""

from pathlib import Path

import pytest

from kgsynth.configuration import settings_from, weights
from kgsynth.errors import SettingsError
from kgsynth.settings import Settings
from kgsynth.types import QueryStyle


def test_nothing_said_is_the_default() -> None:
    """None says nothing."""
    assert settings_from(size=None, seed=None) == Settings()


@pytest.mark.parametrize(
    ("name", "content"),
    [("s.toml", "size = 7\nseed = 3"), ("s.yaml", "size: 7\nseed: 3"), ("s.json", '{"size": 7, "seed": 3}')],
)
def test_an_option_wins_over_the_file(tmp_path: Path, name: str, content: str) -> None:
    """In each of the formats."""
    (tmp_path / name).write_text(content, encoding="utf-8")
    settings = settings_from(tmp_path / name, seed=9)
    assert (settings.size, settings.seed) == (7, 9)


def test_weights_are_read_from_pairs() -> None:
    """A name alone has weight 1, nothing said is None."""
    settings = settings_from(query_styles=weights(["well_formed=3", "misspelled"]))
    assert settings.query_styles == {QueryStyle.WELL_FORMED: 3.0, QueryStyle.MISSPELLED: 1.0}
    assert weights([]) is None


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"size": 0}, "setting 'size': .*greater than or equal to 1"),
        ({"multi_hop": 1.5}, "setting 'multi_hop'"),
        ({"query_styles": {"rude": 1.0}}, "query_styles.rude"),
        ({"query_styles": {"misspelled": -1.0}}, "at least one weight above 0"),
        ({"sise": 3}, "unknown setting 'sise': known are size, seed"),
    ],
)
def test_a_value_without_meaning_is_named(values: dict[str, object], message: str) -> None:
    """Which setting, and what is wrong with it."""
    with pytest.raises(SettingsError, match=message):
        settings_from(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("s.toml", "size = = 7", "cannot parse"),
        ("s.yaml", "a: [1", "cannot parse"),
        ("s.yaml", "- 1", "no table of settings"),
        ("s.toml", None, "cannot read"),
    ],
)
def test_a_file_that_holds_no_settings_is_named(tmp_path: Path, name: str, content: str | None, message: str) -> None:
    """With what is wrong there."""
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=message):
        settings_from(tmp_path / name)
