"""Personas come from the built-in ladder or from a file that says clearly what is wrong with it."""

from pathlib import Path

import pytest

from kgsynth.errors import SettingsError
from kgsynth.personas import BUILT_IN, load_personas


def _file(folder: Path, content: str, name: str = "personas.yaml") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_the_ladder_has_three_rungs() -> None:
    """Novice, practitioner and expert, each with a description of what they ask."""
    assert [persona.expertise for persona in BUILT_IN] == ["novice", "practitioner", "expert"]
    assert all("Asks" in persona.role_description for persona in BUILT_IN)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("- name: Nurse\n  role_description: on duty\n- Visitor\n", "p.yaml"),
        ("personas:\n  - name: Nurse\n    role_description: on duty\n  - Visitor\n", "p.yml"),
        ('[{"name": "Nurse", "role_description": "on duty"}, "Visitor"]', "p.json"),
    ],
)
def test_personas_are_read_from_a_file(tmp_path: Path, content: str, name: str) -> None:
    """YAML and JSON, a list or a table with one, full entries or only names."""
    found = load_personas(_file(tmp_path, content, name))
    assert [(persona.name, persona.role_description) for persona in found] == [("Nurse", "on duty"), ("Visitor", "")]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "no personas"),
        ("personas: 3", "no personas"),
        ("- name: A\n- name: a\n", "different names"),
        ("- role_description: x\n", "persona 1 .*name"),
        ("- name: A\n  job: x\n", "job"),
        ("- 3\n", "persona 1"),
        ("a: [", "neither YAML nor JSON"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, content: str, complaint: str) -> None:
    """The message says what is wrong and where."""
    with pytest.raises(SettingsError, match=complaint):
        load_personas(_file(tmp_path, content))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """A path that leads nowhere is named."""
    with pytest.raises(SettingsError, match=r"nowhere\.yaml"):
        load_personas(tmp_path / "nowhere.yaml")
