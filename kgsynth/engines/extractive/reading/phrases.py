"""Words that say what something is or is for -> what of them holds everywhere, or nothing.

What follows the first thing said, opinions ("a very popular ...") and comparisons are no part of a definition.
"""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from kgsynth.engines.extractive.reading.fragments import cut_tail, is_self_contained
from kgsynth.engines.extractive.wording import article_for, bare, sentence, third_person, without_parentheses
from kgsynth.language.bundled import noun_types, verb_lemma
from kgsynth.language.words import stop_words

_CONTINUES = re.compile(
    r" [—–-] .*$"
    r"|,? (?:while|whereas|although|though|even (?:if|though|when)|rather than|instead of|except|just like|just as|"
    r"in other words|compared|thanks to|despite) .*$"
    r"|, (?:whose|who|for which|in which|notably|especially|in particular|particularly|typically|usually|often|mostly|"
    r"generally|in addition|namely|mainly|including|whether|where necessary|if (?:necessary|needed)|among|like|with|"
    r"for instance|be it|that is|along with|stored|based on|depending|according|[a-z]+ed (?:in|by|to|from|on|as)|"
    r"or (?:more|even|rather|at least|better)) .*$"
    r"|, and (?:is|are|was|has|can|will|it|they|this|the|also|thus|therefore|so|an?|its|more|on|many|most|some|all|"
    r"several|each|every|you|we|there|then|both|other|if|when|[a-z]+s (?:the|an?|to|for|in|on|any|all|your|its)) .*$"
    r"| and (?:is|are|was|were|has|have|can|may|will|must|should|does|it|they|also|therefore|thus|so|then|there) .*$"
    r"|(?<=[a-z]{3})\. [a-z].*$"
)
_OPINION = "|".join(
    (
        "widely used",
        "lightweight and",
        *"very quite rather really extremely fairly relatively particularly highly popular elegant mature "
        "vast excellent great good nice powerful interesting convenient useful handy essential "
        "indispensable important fundamental well-known famous efficient flexible versatile modern perfect "
        "ideal solid rustic rudimentary full-fledged fast fine remarkable reliable robust evolved venerable "
        "simple easy effective rapidly evolving comprehensive exceedingly approximate newer older more less "
        "recent so-called pragmatic major clever typical healthy regimented".split(),
    )
)
_OPINIONS = re.compile(rf"^((?:an?|the) )((?:(?:{_OPINION})(?:,? (?:and |but )?|, ))+)(?=[A-Za-z“\"])")
_NOT_TELLING = re.compile(
    r"^(?:an?|the) (?:traditional|usual|conventional|preferred|recommended|"
    r"first|second|third|last|next|only|same|similar|different|latest|best|better|worst|most|least|"
    r"former|latter|separate|new|little|\w{3,}est|right|wrong|bad|few|kind of|sort of|bit|lot|must|possible|valid|"
    r"recursive|process (?!of \w+ing|that|which|\w+ed)|operation (?!of|that|which)|action (?!of|that)|"
    r"attempt (?!to)|number of)\b"
)
_EMPTY_HEADS = frozenset(
    "example reason fact result issue problem idea question choice matter case thing one ones sign habit exception "
    "step item requirement prerequisite consequence source beginning purpose goal aim advantage drawback help "
    "solution subject topic continuation successor trademark copy component element member part alternative "
    "ancestor abbreviation "
    "acronym synonym shorthand alias misconception compromise task good omen fit match event activity factor concern "
    "version candidate foundation basis heart core pain mess mistake consensus title debate author maintainer reminder "
    "minimum maximum time couple variety variant rest subset initiative commitment name place area reference moment "
    "decision situation condition effect change concept approximation conduit combination parallel predicate literal "
    "total project art science argument".split()
)
_EMPTY_OF = re.compile(
    r"^(an?|the) (?:\w+ )?(?:type|kind|form|sort|piece|set|group|collection|series|suite|family|list) of "
)
_ONLY_A_SET = re.compile(
    r"^(?:an?|the) (?:[\w-]+ )?(?:set|list|group|collection|series|kind|type|form|piece) of [\w-]+$"
)
_NOT_EVERYWHERE = re.compile(
    r"\b(?:currently(?! running)|now|nowadays|still|recently|today|unless|if|than|sometimes|perhaps|maybe|probably|"
    r"hence|hopefully|unfortunately|fortunately|of course|surely|please|similar|mentioned|seen|presented|book|"
    r"mainly|mostly|wide range|"
    r"already|so-called|yet|anyway|ago|just|merely|too|almost|instantaneously|easily|dozens|respectively|in "
    r"question|in this|so that it|or not|again)\b",
    re.IGNORECASE,
)
_INNER = re.compile(
    r"\b(?:its|their|itself|themselves|them|they|it|another|other|others|same|such as|appropriate|also|useful)\b"
)
_THOSE = re.compile(r"\bthose(?= (?:with|who|that|of|in|\w+ing)\b)")
_OF_WHICH = re.compile(r"\bthe [a-z]+ (?=(?:under|in|from|to|on|by|at|with|for) which|where|whose)")
_GENERIC = re.compile(
    r"\b[Tt]he (?:system|command line|user|kernel|default(?= \w+ \w+)|configuration (?=file|for)|main(?= \w+ \w+)|"
    r"(?:files?|packages?|options?|values?|names?|lines?|actions?|scripts?) (?=\w+ed |\w+ing |made |that )|"
    r"(?:current|old|new|names?|entry|values?) (?=\w+ (?:of|that|for)))\b"
)
_UNFINISHED = re.compile(
    r"\b(?:and|or|but|into|in|of|to|for|with|by|on|at|be|can|is|are|was|the|an?|from|not|that|which|as|than|when|where|"
    r"who|via|between|its|their|has|have|more|so|all|any|only|very|both|either)$|,$"
)
_APART = re.compile(
    r"\b(?:that|which|who|where|whose|when|used|for|of|with|to|between|on|in|from|by|into|as|over|against|through|"
    r"under|"
    r"containing|allowing|[a-z]{3,}ing|[a-z]{3,}ed|built|written|made|run|sent)\b"
)


def first_said(text: str) -> str:
    """The first thing said, without brackets and what is added to it."""
    text = without_parentheses(bare(text))
    return bare(_CONTINUES.sub("", cut_tail(text))).rstrip(" ,—-")


def without_opinion(phrase: str) -> str:
    """``a very popular programming language`` -> ``a programming language``."""
    match = _OPINIONS.match(phrase)
    if match is None:
        return phrase
    rest = phrase[match.end() :]
    article = match[1].strip()
    if article in {"a", "an"}:
        first = rest.strip('“"')
        article = "a" if re.match(r"(?:[Uu]n[ix]|us[eu]|one\b|U[A-Z])", first) else article_for(first)
        article = "an" if re.match(r"[FHLMNRSX][A-Z]", first) else article
    return f"{article} {rest}"


def holds_alone(phrase: str, *, longest: int = 28, inner: int = 3) -> bool:
    """Whether words mean the same away from their page. A pronoun may point back inside them, after ``inner`` words."""
    lead, rest = " ".join(phrase.split()[:inner]), " ".join(phrase.split()[inner:])
    if _points_back(phrase):
        return False
    lead, rest = _OF_WHICH.sub("the thing of", lead), _OF_WHICH.sub("the thing of", rest)
    generic = _GENERIC.sub("the thing of", f"{lead} {_THOSE.sub('people', _INNER.sub('thing', rest))}".strip())
    return (
        len(phrase.split()) <= longest
        and is_self_contained(generic, longest=longest + 6)
        and not _UNFINISHED.search(phrase)
        and not _NOT_EVERYWHERE.search(re.sub(r"\b(?:check|verify|validate|determine|see)s? if\b", "whether", phrase))
        and not _THAT_ONE.search(phrase)
        and not re.search(r"\b(?:as|so) \w+ as\b|—", phrase)
    )


_THAT_ONE = re.compile(
    r"\b(?:of|to|for|in|with|from|by|on|at|into|change|override|set|use|between|and) that (?!is|are|can|was|has|"
    r"will|\w+s\b)\w+"
)


def _points_back(phrase: str) -> bool:
    """Whether "them" finds nothing before it that it could mean, or "the agent" is an agent that the page speaks of."""
    if re.search(r"\bit$", phrase):
        return True
    for match in re.finditer(r"\b(?:they|them|their)\b", phrase):
        before = phrase[: match.start()].split()[:-1]
        if not any(re.search(r"[^s]s,?$|people|children", word) for word in before):
            return True
    return any(match["noun"] not in _KNOWN_TO_ALL for match in _BARE_DEFINITE.finditer(phrase))


_BARE_DEFINITE = re.compile(
    r"\b[Tt]he (?P<noun>[a-z]+)(?=$|[,.]| (?:and|or|by|when|is|are|was|into|has|can|will|as|so|"
    r"they|it|may|before|after|via|without|while)\b)"
)
_KNOWN_TO_ALL = frozenset(
    "kernel system administrator user users internet network web world public background command database server "
    "client "
    "shell root past future market mouse keyboard screen processor cpu bios disk memory internet boot outside inside "
    "filesystem desktop browser time web internet environment clock computer machine bootloader community source "
    "terminal "
    "hardware sender recipient caller developers maintainer maintainers rest whole beginning end start project "
    "transaction planner optimizer executor cluster parser working index repository worktree log stash remote upstream "
    "console motherboard screen transaction query caller shell selected others".split()
)


def is_genus(phrase: str, tokens: Sequence[Token], *, plural: bool) -> bool:
    """Whether a phrase names a class and sets its member apart: a noun at its head, and more than an adjective."""
    if not plural and not re.match(r"^(?:an?|the) ", phrase):
        return False
    if _ONLY_A_SET.match(phrase):
        return False
    if not plural and _NOT_TELLING.match(phrase) and not _EMPTY_OF.match(phrase):
        return False
    head = head_noun(tokens)
    if plural and tokens[0].tag_ in {"VBN", "VBG", "VBD"}:
        return False
    if head is None or (head.lower_ in _EMPTY_HEADS) or (plural and head.tag_ not in {"NNS", "NNPS"}):
        return False
    after = [token for token in tokens if token.i > head.i]
    before = [t for t in tokens if t.i < head.i and t.pos_ in {"NOUN", "PROPN", "ADJ", "VERB", "NUM"}]
    if after and (after[0].tag_ in _FINITE or any(_is_finite_alone(token, tokens) for token in after)):
        return False
    phrase_after = " ".join(token.text for token in after)
    told = sum(token.pos_ in {"NOUN", "PROPN", "VERB", "NUM", "ADJ", "X"} for token in after)
    if phrase.startswith("the ") and not told:
        return False
    nouns = sum(token.pos_ in {"NOUN", "PROPN"} for token in before)
    return (
        bool(_APART.search(phrase_after) and told >= (2 if len(after) < 3 else 1))
        or (told >= 1 and len(before) >= 1)
        or nouns >= 2
    )


_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_OPENS_A_CLAUSE = frozenset({"WDT", "WP", "WRB", "WP$"})


def _is_finite_alone(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether a finite verb stands in no relative clause: the words are a sentence, not a noun phrase."""
    opened = any(t.tag_ in _OPENS_A_CLAUSE or t.lower_ in {"that", "if", "as"} for t in tokens if t.i < token.i)
    return token.tag_ in {"VBZ", "VBP", "MD"} and token.pos_ in {"VERB", "AUX"} and not opened


def head_noun(tokens: Sequence[Token]) -> Token | None:
    """The last noun before anything that can only follow a noun phrase's head."""
    head: Token | None = None
    for token in tokens:
        if token.tag_ in {"NN", "NNS", "NNP", "NNPS"}:
            head = token
        elif token.tag_ in _OPENS_A_CLAUSE or token.lower_ in {"that", "when", "where"}:
            break
        elif token.text in {"-", "/", "“", "”", '"', ","} or token.pos_ in {"DET", "ADJ", "NUM", "ADV", "X"}:
            if head is not None and token.pos_ in {"DET", "ADV"}:
                break
        elif head is not None or token.tag_ not in {"VBN", "VBG", "JJ", "POS", "CC", "VBD"}:
            break
    return head


def answer(named: str, rest: str) -> str:
    """The answer that begins with a name, spelt as the name is: ``dpkg is ...``."""
    said = sentence(f"{named} {rest}")
    return named[:1] + said[1:] if named.split()[0].islower() else said


def it_does(action: str, *, base: bool, who: str = "") -> str:
    """``Remove a policy`` as the answer to what something does: ``It removes a policy.``

    Args:
        base: whether its verbs are in their bare form; where a word may be one of several verbs, or none, they are
            put as "It is used to ...".
        who: whose option it is, if it is one: ``stop if the gate is shut`` becomes "It makes otterd stop if ...".
    """
    told = action[:1].lower() + action[1:] if not re.match(r"[A-Z]{2}", action) else action
    if not base:
        return sentence(f"it {told}")
    if who and _BY_ITSELF.match(told):
        return sentence(f"it makes {who} {told.replace(',', '', 1) if _PAUSES.match(told) else told}")
    first, _, rest = told.partition(" ")
    if not first.isalpha() or ";" in rest or any(_may_be_a_deed(*each) for each in _JOINED.findall(rest)):
        return sentence(f"it is used to {told}")
    return sentence(f"it {third_person(first)} {_JOINED.sub(_in_third, rest)}")


_BY_ITSELF = re.compile(  # what a program does, and to nothing
    r"(?:(?:abort|bail|continue|die|exit|fail|proceed|quit|stop|succeed|terminate|warn|wait)\b,?(?= (?:if|when|with|"
    r"without|after|on|at|until|unless|before|for|even|immediately|as|in|out)\b|$)|(?:refuse|wait) (?=to\b))"
)
_PAUSES = re.compile(r"\w+,")
_JOINED = re.compile(
    r"\b(?P<joint>(?:and|or|then)(?: (?:just|only|then|also))?) (?P<verb>[a-z]+)\b(?P<next>(?: [a-z]+)?)"
)
_OPENS_AN_OBJECT = frozenset("the a an all any each every its".split())
_FOLLOWS_A_NOUN = frozenset({"", *"of in to for from with on at by that which is are".split()})
_ENDS_A_RUN = frozenset({"abort", "die", "exit", "fail", "quit", "stop"})


def _is_a_deed(verb: str, following: str) -> bool:
    """Whether a word behind "and" is a verb, and can be nothing else."""
    return (following in _OPENS_AN_OBJECT and verb not in stop_words("en")) or verb in _ENDS_A_RUN


def _may_be_a_deed(_: str, verb: str, following: str) -> bool:
    """Whether a word behind "and" may be a verb, or a noun."""
    a_noun = verb in noun_types() and following.strip() in _FOLLOWS_A_NOUN
    return verb_lemma(verb, "VB") == verb and not a_noun and not _is_a_deed(verb, following.strip())


def _in_third(joined: re.Match[str]) -> str:
    """``and shut the gate`` as ``and shuts the gate``."""
    verb = third_person(joined["verb"]) if _is_a_deed(joined["verb"], joined["next"].strip()) else joined["verb"]
    return f"{joined['joint']} {verb}{joined['next']}"


def is_person_noun(noun: str) -> bool:
    """Whether a noun is a person: ``engineer``."""
    return noun_types().get(noun) == "PERSON"


_DOING_THINGS = frozenset(
    "browser builder compiler driver editor handler installer loader manager parser player scheduler server tracker "
    "viewer".split()
)


def is_written_as_a_persons(name: str) -> bool:
    """Whether a name may be a person's by its letters and ends in no everyday noun: no ``Net Editor``."""
    *_, last = name.lower().split()
    letters = all(re.fullmatch(r"(?:[A-Z](?:[a-z]+|['’])-?)+\.?|[A-Z]\.?", word) for word in name.split())
    return letters and last not in noun_types() and last not in _DOING_THINGS


def goal_of(text: str) -> str | None:
    """``list the open ports``, cut out after "used to"; ``listing the open ports`` is put the same way."""
    goal = first_said(text)
    first, _, rest = goal.partition(" ")
    base = verb_lemma(first, "VB")
    if base != first:
        if not first.endswith("ing"):
            return None
        base = verb_lemma(first, "VBG") or _spelt_base(first)
    if base is None or base in _IDLE or not rest or re.match(r"^(?:and|or|of|is|are)\b", rest):
        return None
    goal = f"{base} {rest}"
    if is_displaced(goal):
        return None
    if re.search(r"\b(?:and|or|then) [a-z]+ing\b", goal) and first != base:
        return None  # the second verb would keep its ending
    return goal if 3 <= len(goal.split()) <= 22 and holds_alone(goal, longest=22, inner=2) else None


def is_displaced(goal: str) -> bool:
    """Whether the object of a verb comes late: ``download for each source the list``."""
    late = re.match(r"^\w+s? (?:for|in|on|from|at|by|with) (?:(?!that|which)\S+ ){1,4}(?:the|an?) ", goal)
    return late is not None and re.match(r"^\w+ (?:for|in|on|from|at|by|with) (?:the|an?) \S+ (?:of|in) ", goal) is None


def _spelt_base(form: str) -> str | None:
    return form.removesuffix("ing") + "e" if re.search(r"(?:iz|at|uc|is|yz)ing$", form) else None


_IDLE = frozenset(
    "be have do become get go come make remain tend try happen exist seem use run start keep take work tell "
    "replace ask".split()
)
