"""The treebank folder -> the small word lists that ship beside the model.

`noun_types.json`: head noun -> entity type. `verb_person.json`: verb -> share of its subjects that are persons.
`verbs.json`: the verbs of the treebank and of technical prose, with the forms that no spelling rule gives.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from training.template_words import AMBIGUOUS_VERBS, PLAIN_VERBS, words

ENTITY_TYPES = {"person": "PERSON", "organization": "ORG", "place": "PLACE", "event": "EVENT", "time": "DATE"}

# Persons in general prose, but programs, processes and records in technical documents: better no type than a wrong one.
AMBIGUOUS_NOUNS = words(
    "client master slave host parent child agent guest peer driver speaker reader writer monitor manager worker "
    "consumer producer publisher subscriber leader follower listener handler caller sender receiver provider "
    "ancestor descendant sibling daemon other one subject object member head body character figure"
)

TECHNICAL_VERBS = words(
    "rebase unstage stage stash clone fork fetch checkout refactor parse serialize deserialize concatenate truncate "
    "allocate deallocate instantiate initialize iterate override overwrite download upload reboot unmount mount "
    "configure reconfigure compile recompile debug deploy decrypt encrypt authenticate authorize hash cache index "
    "reindex vacuum replicate archive unpack uninstall preload prepend append enqueue dequeue throttle poll ping "
    "traverse tokenize normalize validate invoke revoke spawn toggle render escape unescape timestamp "
    "unplug unzip zip grep sync"
)
MIN_COUNT = 2

# lemma: past tense / participle, several spellings joined by "|"
IRREGULAR = """
arise arose arisen; awake awoke awoken; bear bore born|borne; beat beat beaten|beat; become became become; begin began
begun; bend bent bent; bet bet bet; bid bid bid; bind bound bound; bite bit bitten; bleed bled bled; blow blew blown;
break broke broken; breed bred bred; bring brought brought; broadcast broadcast broadcast; build built built; burst
burst burst; buy bought bought; cast cast cast; catch caught caught; choose chose chosen; cling clung clung; come came
come; cost cost cost; creep crept crept; cut cut cut; deal dealt dealt; dig dug dug; do did done; draw drew drawn;
dream dreamed|dreamt dreamed|dreamt; drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed fed
fed; feel felt felt; fight fought fought; find found found; fit fit|fitted fit|fitted; flee fled fled; fling flung
flung; fly flew flown; forbid forbade forbidden; forecast forecast forecast; foresee foresaw foreseen; forget forgot
forgotten; forgive forgave forgiven; forgo forwent forgone; freeze froze frozen; get got got|gotten; give gave given;
go went gone; grind ground ground; grow grew grown; hang hung|hanged hung|hanged; hear heard heard; hide hid hidden;
hit hit hit; hold held held; hurt hurt hurt; input input input; keep kept kept; kneel knelt knelt; know knew known;
lay laid laid; lead led led; lean leaned|leant leaned|leant; leap leapt|leaped leapt|leaped; learn learned|learnt
learned|learnt; leave left left; lend lent lent; let let let; lie lay lain; light lit|lighted lit|lighted; lose lost
lost; make made made; mean meant meant; meet met met; mislead misled misled; mistake mistook mistaken; misunderstand
misunderstood misunderstood; outdo outdid outdone; output output output; overcome overcame overcome; override overrode
overridden; oversee oversaw overseen; overtake overtook overtaken; overthrow overthrew overthrown; overwrite overwrote
overwritten; pay paid paid; prove proved proven|proved; put put put; quit quit quit; read read read; rebuild rebuilt
rebuilt; redo redid redone; reread reread reread; rerun reran rerun; resend resent resent; reset reset reset; rewrite
rewrote rewritten; rid rid rid; ride rode ridden; ring rang rung; rise rose risen; run ran run; say said said; see saw
seen; seek sought sought; sell sold sold; send sent sent; set set set; sew sewed sewn; shake shook shaken; shed shed
shed; shine shone|shined shone|shined; shoot shot shot; show showed shown|showed; shrink shrank shrunk; shut shut shut;
sing sang sung; sink sank sunk; sit sat sat; sleep slept slept; slide slid slid; sow sowed sown; speak spoke spoken;
speed sped|speeded sped|speeded; spell spelled|spelt spelled|spelt; spend spent spent; spin spun spun; split split
split; spread spread spread; spring sprang sprung; stand stood stood; steal stole stolen; stick stuck stuck; sting
stung stung; stink stank stunk; strike struck struck|stricken; strive strove striven; swear swore sworn; sweep swept
swept; swell swelled swollen; swim swam swum; swing swung swung; take took taken; teach taught taught; tear tore torn;
tell told told; think thought thought; throw threw thrown; undergo underwent undergone; understand understood
understood; undertake undertook undertaken; undo undid undone; upset upset upset; uphold upheld upheld; wake woke
woken; wear wore worn; weave wove woven; weep wept wept; win won won; wind wound wound; withdraw withdrew withdrawn;
withhold withheld withheld; withstand withstood withstood; write wrote written
"""
OTHER_FORMS = {
    "be": {"VBP": "are|am", "VBZ": "is", "VBD": "was|were", "VBN": "been", "VBG": "being"},
    "have": {"VBZ": "has", "VBD": "had", "VBN": "had"},
    "die": {"VBG": "dying"},
    "lie": {"VBD": "lay|lied", "VBN": "lain|lied"},
    "mimic": {"VBD": "mimicked", "VBN": "mimicked", "VBG": "mimicking"},
    "panic": {"VBD": "panicked", "VBN": "panicked", "VBG": "panicking"},
    "traffic": {"VBD": "trafficked", "VBN": "trafficked", "VBG": "trafficking"},
    "sync": {"VBD": "synced", "VBN": "synced", "VBG": "syncing"},
}


def verb_tokens(path: Path) -> Iterator[str]:
    """The lemma of each verb; misspelt tokens are left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) == 10 and columns[3] == "VERB" and "Typo" not in columns[5] and "Abbr" not in columns[5]:
            yield columns[2]


def frequent_verbs(treebank: Path) -> set[str]:
    counts = Counter(lemma for name in ("train", "dev") for lemma in verb_tokens(treebank / f"{name}.conllu"))
    return {
        lemma
        for lemma, count in counts.items()
        if count >= MIN_COUNT and len(lemma) > 1 and lemma.isascii() and lemma.isalpha() and lemma.islower()
    }


def irregular_verbs() -> dict[str, dict[str, str]]:
    rows = (row.split() for row in IRREGULAR.split(";"))
    return {lemma: {"VBD": past, "VBN": participle} for lemma, past, participle in rows} | OTHER_FORMS


def verbs(treebank: Path) -> dict[str, object]:
    known = frequent_verbs(treebank).union(AMBIGUOUS_VERBS, PLAIN_VERBS, TECHNICAL_VERBS)
    irregular = irregular_verbs()
    return {"regular": " ".join(sorted(known - irregular.keys())), "irregular": dict(sorted(irregular.items()))}


def noun_types(treebank: Path) -> dict[str, str]:
    types = json.loads((treebank / "noun_types.json").read_text(encoding="utf-8"))
    return {
        noun: ENTITY_TYPES.get(kind, "THING")
        for noun, kind in sorted(types.items())
        if noun.isalpha() and noun not in AMBIGUOUS_NOUNS
    }


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def write_lexicons(treebank: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    write_json(target / "noun_types.json", noun_types(treebank))
    persons = json.loads((treebank / "verb_person.json").read_text(encoding="utf-8"))
    write_json(target / "verb_person.json", dict(sorted(persons.items())))
    write_json(target / "verbs.json", verbs(treebank))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebank", type=Path, help="folder of the treebank")
    parser.add_argument("target", type=Path, help="folder for the JSON files")
    arguments = parser.parse_args()
    write_lexicons(arguments.treebank, arguments.target)


if __name__ == "__main__":
    main()
