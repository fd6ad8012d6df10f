"""Free text -> whether the model says that it will not do what it was asked."""

import re

_PHRASES = (
    r"(?:i['’]?m|i am|we['’]re) (?:very |really |so )?sorry,? but (?:as an ai.{0,40})?(?:i|we) (?:can|am|won)",
    r"(?:sorry,? (?:but )?|unfortunately,? )?i (?:can(?:no|['’])?t|am (?:not able|unable) to|won['’]t) "
    r"(?:help|assist|comply|fulfil|do that|provide|continue|engage|discuss|create|generate|produce|write)",
    r"as an ai(?: language)? model,? i (?:can|am|do)",
    r"(?:es )?tut mir (?:sehr )?leid,? (?:aber )?(?:ich kann|dabei kann|das kann)",
    r"(?:je suis )?désolée?,? (?:mais )?je ne (?:peux|suis)",
    r"lo siento,? (?:pero )?no puedo",
    r"(?:desculpe|sinto muito|lamento),? (?:mas )?(?:eu )?não posso",
    r"mi dispiace,? (?:ma )?non posso",
    r"(?:het )?spijt me,? (?:maar )?(?:ik kan|daar kan)",
    r"przepraszam,? ale nie mog",
    r"(?:извините|простите|к сожалению),? (?:но )?я не могу",
    r"申し訳(?:ありません|ございません)",
    r"(?:很)?(?:抱歉|对不起|對不起)[,，]?(?:但)?我(?:无法|不能|無法)",
    r"죄송(?:합니다|하지만|해요)",
    r"(?:عذر[اً]+|آسف)[,،]? (?:لكن )?(?:لا|لن) ",
)
_REFUSAL = re.compile(rf"\W*(?:{'|'.join(_PHRASES)})", re.IGNORECASE)

_NO_ANSWER = re.compile(
    r"\b(?:find|see|tell|determine|answer|locate)\b|finden|beantworten|trouver|encontrar|trovare"
    r"|найти|찾을|답변할|見つ|見当|お答え|找到|回答",
    re.IGNORECASE,
)
"""What follows where a model is sorry that the evidence does not tell, which is an answer."""

_LONGEST = 800


def refuses(text: str) -> bool:
    """Whether a free text says that the model will not do it (not: that the evidence does not tell)."""
    match = _REFUSAL.match(text)
    if match is None or len(text) > _LONGEST:
        return False
    return _NO_ANSWER.search(text, match.end(), match.end() + 30) is None
