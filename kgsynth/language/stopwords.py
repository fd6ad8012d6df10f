"""Function words per language: what a question is made with, not what it is about."""

from itertools import pairwise

_ENGLISH = """
a about above across after again against all almost along already also although always am among an and another any
anyone anything are aren't around as at be became because become becomes been before being below between both but by
can can't cannot could couldn't did didn't do does doesn't doing don't done down during each either else ever every
everyone everything few for from further get gets give given gives go had hadn't has hasn't have haven't having he
he'd he'll her here hers herself him himself his how however i i'd i'll i'm i've if in instead into is isn't it it'd
it'll it's its itself just least let let's like many may me might more most much must my myself neither no nobody none
nor not nothing now of off often on once one's only onto or other others otherwise ought our ours ourselves out over
own per please quite rather s same shall she she'd she'll should shouldn't since so some someone something still such
t than that that's the their theirs them themselves then there there's therefore these they they'd they'll they're
they've thing things this those though through thus to together too toward towards under unless until up upon us use
used uses using very via was wasn't we we'd we'll we're we've well were weren't what what's whatever when where
whereas whether which while who who's whom whose why will with within without won't would wouldn't yet you you'd
you'll you're you've your yours yourself yourselves
"""

_KOREAN = """
은 는 이 가 을 를 의 에 에서 에게 로 으로 와 과 도 만 부터 까지 보다 처럼 이나 나 이란 란 이다 입니다 입니까
무엇 무엇인가요 무엇입니까 무엇인가 무엇을 무엇이 무슨 어떤 어떻게 어느 어디 어디서 어디에 언제 누구 누가 왜 얼마 얼마나
몇 그 저 것 것은 것이 것을 수 때 및 또는 그리고 하지만 그러나 등 하는 하나요 합니까 했나요 했습니까 한 할 하고 되나요
됩니까 있는 있나요 있습니까 없는 인가요 인가 대한 대해 위한 위해 통해 따라 같은 다른 각 더 가장
"""

# Pairs of characters (see words.py): the commonest question and function words.
_THAI = "คือ อะไร อย่างไร ที่ไหน เมื่อไร ใคร ทำไม กี่ และ หรือ ของ ใน ที่ เป็น ได้ ให้ มี จะ กับ จาก โดย ไหม"


def _pairs(run: str) -> set[str]:
    return {first + second for first, second in pairwise(run)}


STOP_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(_ENGLISH.split()),
    "ko": frozenset(_KOREAN.split()),
    "th": frozenset(pair for word in _THAI.split() for pair in _pairs(word)),
}
