"""What must not stand in a question or an answer, per language. Give ``default_checks`` a longer table to add to it.

Each entry is a regular expression, matched anywhere and without regard to case.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Phrases:
    """The patterns of one language.

    Attributes:
        refusals: what a model says instead of answering.
        leftovers: prompt words, field names and chat that leaked into the text.
        unknowns: answers that give no answer; each must match the whole answer.
        deictic: words that point at a source, or at something said elsewhere.
        orders: what a text says that speaks to models instead of readers.
    """

    refusals: tuple[str, ...] = ()
    leftovers: tuple[str, ...] = ()
    unknowns: tuple[str, ...] = ()
    deictic: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()


_SOURCE = "(?:document|passage|text|section|page|article|chapter|paragraph|excerpt|context|snippet|chunk|author)"
_PART = f"(?:{_SOURCE[3:-1]}|table|figure|list|example|guide|handbook|manual|note|sentence|diagram|appendix)"
_SAID = (
    "(?:described|mentioned|stated|shown|discussed|noted|explained|defined|listed|outlined|given|provided|presented)"
)

_ENGLISH = Phrases(
    refusals=(
        r"\bas an? (?:ai|artificial intelligence|large language|language) (?:language )?model",
        r"^(?:i'?m|i am) (?:very |so )?sorry",
        r"\bi (?:can ?not|can't|am unable to|'m unable to) (?:answer|provide|generate|assist|help|create)",
        r"\bi apologi[sz]e\b",
    ),
    leftovers=(
        r"\bgiven (?:the )?(?:context|prompt)\b",
        r"\b(?:rewritten|created) prompt\b",
        r"\b(?:clean_)?user_input\b|\breference_contexts?\b|\bquery_(?:style|length)\b|\bpersona_name\b",
        r"^(?:(?:question|answer|query|reference|output)\s*\d*|[qa]\d*)\s*:",
        r"\bhere (?:is|are) (?:the|a|an|your|some)\b.*\b(?:questions?|answers?)\b.*:",
        r"^(?:sure|certainly|of course)[,!]",
        r"\blorem ipsum\b",
    ),
    unknowns=(
        r"(?:it is |it's )?(?:unknown|unclear|unspecified|undetermined|unanswerable|n/?a)",
        r"(?:i|we) (?:do not|don't|cannot|can't) (?:know|tell|say|determine)\b.*",
        r"(?:do not|don't) know",
        r"no (?:answer|information|idea)\b.*",
        r"not (?:known|mentioned|specified|stated|given|provided|available|enough information|applicable)\b.*",
        r".*\b(?:cannot|can't|can not) be (?:determined|answered|inferred)\b.*",
        rf".*\bthe (?:{_SOURCE[3:-1]}) (?:does not|doesn't|do not) (?:say|mention|state|specify|provide|contain)\b.*",
    ),
    deictic=(
        rf"\b(?:this|that|these|those) {_PART}s?\b",
        rf"\bthe (?:given|above|following|preceding|previous|provided|present) {_PART}s?\b",
        r"\bthe (?:passage|excerpt|snippet)\b",
        rf"\b(?:according to|based on|{_SAID} (?:in|by)|per) (?:the|this) {_PART}\b",
        rf"\bthe {_SOURCE} (?:says?|states?|mentions?|describes?|discuss(?:es)?|explains?|provides?|gives?)\b",
        rf"\bdo(?:es)? the {_SOURCE} (?:say|state|mention|describe|discuss|explain|provide|give|tell)\b",
        r"\bthe following\b|\baforementioned\b|\bthe above\b",
        rf"\bas {_SAID}\b|\b(?:earlier|previously) {_SAID}\b",
        rf"\b{_SAID} (?:here|earlier|previously|before|above|below)\b",
        rf"\bthe {_PART}s? (?:above|below)\b",
        r"\b(?:see|the \w+) (?:above|below)\s*(?:[?.!,;]|$)",
        r"\bthe latter\b|\bthe former\b(?!\s+\w)",
        r"\bsuch\b(?! as\b)",
        r"\b(?:this|these)\b",
        r"\bthose\b(?! (?:who|whose|that|which|of|with|without|in|from)\b)",
    ),
    orders=(
        r"\b(?:ignore|disregard|forget|override) (?:all |any )?(?:(?:of )?(?:your|the|my|these|those) )?"
        r"(?:previous |prior |above |earlier |other |system )*(?:instructions?|prompts?|rules|directions)\b",
        r"\b(?:your|the) system prompt\b",
        r"<\|(?:im_start|im_end|system|user|assistant|endoftext)\|>|\[/?INST\]",
        r"\b(?:notice|note|message|instructions?) (?:to|for) (?:any|all|every|the) (?:ai|language) models?\b",
        r"\byou are (?:now )?an? (?:ai|assistant|language model|chatbot)\b",
        r"(?:^|[^\w\s,]\s*|\b(?:please|just|simply|now|always|only|you(?: must| should| will)?) )"
        r"(?:output|reply|respond|answer) (?:only |exactly )?with (?:the (?:words?|string|phrase) )?[\"'“`]",
    ),
)

_KOREAN = Phrases(
    refusals=("ai 언어 ?모델", "인공지능 언어 ?모델", "죄송합니다", "죄송하지만", "답변(?:할|드릴) 수 없"),
    leftovers=("주어진 (?:문맥|컨텍스트|프롬프트)", "다시 쓴 프롬프트", r"^(?:질문|답변|답|정답)\s*\d*\s*:"),
    unknowns=(
        "(?:잘 )?(?:모름|모릅니다|모르겠습니다|모르겠어요)",
        "알 수 (?:없음|없습니다|없다)",
        ".*(?:언급|명시)되(?:어 있)?지 않(?:음|았습니다|습니다|는다)",
        "(?:해당|정보|답) ?없음",
    ),
    deictic=(
        "(?<![가-힣])(?:이|본|위|해당|다음|아래|앞의|주어진) "
        "?(?:문서|글|문단|본문|섹션|절|장|표|그림|페이지|단락|지문|예시|목록|내용)",
        "(?<![가-힣])(?:본문|지문|글)(?:에서|에 따르면|에 의하면|의 내용)",
        "(?<![가-힣])(?:위의|위에서|위와 같|아래의|아래에서|다음의|다음 중|앞서|앞에서|상기|전술한|후자|전자는)",
        "(?<![가-힣])(?:이것|그것|이는|그는|그녀|그들|이들|이러한|그러한|저것)",
    ),
    orders=("(?:이전|위|앞)의? ?(?:모든 )?(?:지시|명령|지침)(?:사항)?(?:을|를)? ?(?:무시|따르지)", "시스템 프롬프트"),
)

_THAI = Phrases(
    refusals=("ในฐานะโมเดลภาษา", "ในฐานะ ?(?:ai|เอไอ)", "ขออภัย", "ไม่สามารถ(?:ตอบ|ให้คำตอบ)"),
    leftovers=("บริบทที่(?:ให้มา|กำหนด)", r"^(?:คำถาม|คำตอบ)\s*\d*\s*:"),
    unknowns=("ไม่(?:ทราบ|รู้|มีข้อมูล|มีคำตอบ|แน่ชัด)(?:ครับ|ค่ะ)?", "ไม่ได้(?:ระบุ|กล่าวถึง).*"),
    deictic=(
        "(?:เอกสาร|ข้อความ|บทความ|ส่วน|ย่อหน้า|หน้า|บท|ตาราง|หัวข้อ|ตัวอย่าง|รายการ|เนื้อหา|คู่มือ)"
        "(?:ฉบับ)?(?:นี้|ดังกล่าว|ข้างต้น|ข้างล่าง|ที่ให้มา)",
        "(?:ตาม|จาก)(?:ข้อความ|เอกสาร|บทความ|เนื้อหา)",
        "ข้างต้น|ด้านบน|ด้านล่าง|ต่อไปนี้|ตามที่กล่าว|ที่กล่าวมา|ดังกล่าว",
        "สิ่งนี้|สิ่งนั้น|สิ่งเหล่านี้",
    ),
    orders=("(?:เพิกเฉย|ละเว้น|ไม่ต้องสนใจ)(?:ต่อ)?คำสั่ง",),
)

PHRASES: Mapping[str, Phrases] = {"en": _ENGLISH, "ko": _KOREAN, "th": _THAI}


def phrases_of(language: str, table: Mapping[str, Phrases]) -> Phrases:
    """The patterns of a language and, as models and prompts speak it everywhere, the English ones."""
    own, english = table.get(language, Phrases()), table.get("en", Phrases())
    if language == "en":
        return english
    return Phrases(
        refusals=own.refusals + english.refusals,
        leftovers=own.leftovers + english.leftovers,
        unknowns=own.unknowns + english.unknowns,
        deictic=own.deictic,
        orders=own.orders + english.orders,
    )


@lru_cache(maxsize=256)
def pattern(expressions: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern that finds any of the expressions; it finds nothing where there are none."""
    return re.compile("|".join(f"(?:{expression})" for expression in expressions) or r"(?!)", re.IGNORECASE)
