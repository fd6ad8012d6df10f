"""Prompts for the tests of kgsynth.testing: documents in fences, as kgsynth's own prompts have them."""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from openai import OpenAI
from openai.types.chat import ChatCompletionMessageParam
from pydantic import BaseModel

from kgsynth.testing import FakeOpenAI

KESTREL = (
    "# Kestrel server\n\n"
    "The Kestrel server listens on port 8080 and writes its log to the folder /var/log/kestrel every night.\n\n"
    "An administrator of Kestrel restarts the indexing service with the command kestrelctl after each upgrade."
)
TARNOW = (
    "# Tarnów\n\n"
    "The laboratory in Tarnów compares every reference thermometer with the national standard of Poland in spring.\n\n"
    "Zofia Malarczyk leads the calibration group, which was founded in 2011 by three physicists from Kraków."
)
KOREAN = (
    "# 백신 냉장고\n\n"
    "냉장고는 창문에서 떨어진 처치실 안쪽에 놓여 있으며, 백신을 약 180회분까지 보관할 수 있다.\n\n"
    "온도가 10분 넘게 정해진 범위를 벗어나면 당직 간호사의 전화가 울린다."
)
THAI = (
    "# การเก็บรักษาทุเรียน\n\n"
    "ทุเรียนเป็นผลไม้ที่สุกเร็วมากหลังจากตัดลงจากต้น โรงคัดบรรจุของสหกรณ์บ้านเขาน้อยจึงต้องทำงานแข่งกับเวลา\n\n"
    "หลังจากล้างและเป่าแห้งแล้ว ทุเรียนจะถูกนำเข้าห้องเย็นที่อุณหภูมิสิบห้าองศาเซลเซียส"
)


class Kind(StrEnum):
    FACTUAL = "factual"
    BRIDGE = "bridge"


class Quoted(BaseModel):
    context: int
    quote: str


class Written(BaseModel):
    """A question with its answer and evidence."""

    question: str
    answer: str
    evidence: list[Quoted]
    question_kind: Kind


class Answered(BaseModel):
    """An answer, or none."""

    answer: str
    known: bool


class Verdict(BaseModel):
    """Whether two answers agree."""

    agrees: bool
    reason: str


def fenced(documents: Sequence[str]) -> str:
    return "\n".join(f'<context id="{n}">\n{text}\n</context>' for n, text in enumerate(documents, start=1))


def asking(
    *documents: str, words: str = "Length of the question: medium: 11 to 18 words"
) -> list[ChatCompletionMessageParam]:
    """Messages that ask for a question about documents."""
    return [
        {"role": "system", "content": "You write test questions. Reply with a JSON object."},
        {"role": "user", "content": f"{fenced(documents)}\n\n{words}"},
    ]


def answering(question: str, *documents: str) -> list[ChatCompletionMessageParam]:
    """Messages that ask a question about documents."""
    return [{"role": "user", "content": f"{fenced(documents)}\n\nQuestion: {question}"}]


@cache
def _connections() -> OpenAI:
    return OpenAI(base_url="http://127.0.0.1:9/v1", api_key="none")


def client(server: FakeOpenAI, *, retries: int = 0, timeout: float = 10.0) -> OpenAI:
    """A client of its own for a server; all share their connections, as these take long to set up."""
    return _connections().copy(base_url=server.base_url, max_retries=retries, timeout=timeout)


def write(
    openai: OpenAI, *documents: str, words: str = "Length of the question: medium: 11 to 18 words", seed: int = 0
) -> Written:
    """A question about documents, by OpenAI's structured outputs."""
    reply = openai.chat.completions.parse(
        model="fake", messages=asking(*documents, words=words), response_format=Written, seed=seed
    )
    parsed = reply.choices[0].message.parsed
    assert parsed is not None
    return parsed
