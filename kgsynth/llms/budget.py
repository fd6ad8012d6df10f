"""An ask -> one that stops before a limit on requests, tokens or money is passed; and the ledger of what was spent."""

from collections import defaultdict
from dataclasses import asdict, dataclass, fields
from threading import Condition

from kgsynth.errors import SettingsError
from kgsynth.llms.errors import Transient
from kgsynth.llms.pausing import Stopped, pause
from kgsynth.llms.prices import Price
from kgsynth.llms.records import Ask, Prompt, Reply, Usage
from kgsynth.llms.request import input_tokens

_GLANCE = 0.2  # seconds between two looks whether the run is being stopped


@dataclass(frozen=True, slots=True)
class Tally:
    """What was spent on one role, or on all.

    Attributes:
        requests: those that the endpoint answered, and at least one for each prompt that was sent.
        cost: USD; of those requests whose price is known.
        unpriced: requests whose price is not known.
        failures: replies with an error, and requests that ended in one.
        cached: replies that came from disk.
    """

    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float = 0.0
    unpriced: int = 0
    failures: int = 0
    cached: int = 0

    @property
    def tokens(self) -> int:
        """In and out."""
        return self.input_tokens + self.output_tokens

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    def as_dict(self) -> dict[str, int | float | None]:
        """Ready for JSON; the cost is None where a part of it is not known."""
        row = asdict(self)
        row["cost"] = None if row.pop("unpriced") else round(self.cost, 6)
        return dict(sorted(row.items()))


@dataclass(frozen=True, slots=True)
class Caps:
    """The most that a run may spend; None where that does not matter."""

    calls: int | None = None
    tokens: int | None = None
    cost: float | None = None

    def exceeded(self, spent: Tally, need: Tally) -> str:
        """What speaks against a further need; empty where nothing does."""
        if self.calls is not None and spent.requests + need.requests > self.calls:
            return f"{self.calls} calls are spent (--max-calls)"
        if self.tokens is not None and spent.tokens + need.tokens > self.tokens:
            return f"{spent.tokens} of {self.tokens} tokens are spent, {need.tokens} may be needed (--max-tokens)"
        if self.cost is not None and spent.cost + need.cost > self.cost:
            return f"${spent.cost:.4f} of ${self.cost:g} are spent, ${need.cost:.4f} may be needed (--max-cost)"
        return ""


class Ledger:
    """What was spent, by role and in all; one for all models of a run, safe to share between threads.

    Example:
        >>> ledger = Ledger()
        >>> ledger.hit(Prompt("", "", role="answers"))
        >>> ledger.as_dict()["total"]["cached"]
        1
    """

    def __init__(self) -> None:
        self._roles: defaultdict[str, Tally] = defaultdict(Tally)
        self._total = Tally()
        self._held = Tally()
        self._changed = Condition()

    @property
    def total(self) -> Tally:
        """What was spent in all; what is under way does not count yet."""
        with self._changed:
            return self._total

    def as_dict(self) -> dict[str, dict[str, int | float | None]]:
        """A tally for each role, sorted, and one under "total"; ready for JSON."""
        with self._changed:
            rows = [*sorted(self._roles.items()), ("total", self._total)]
            return {name: tally.as_dict() for name, tally in rows}

    def hit(self, prompt: Prompt) -> None:
        """Count a reply from disk."""
        with self._changed:
            self._add(prompt.role, Tally(cached=1))

    def reserve(self, need: Tally, caps: Caps) -> str:
        """Hold what a request may need; or say which cap speaks against it.

        Where there would be room if the requests under way took nothing, this waits for what they do take.
        """
        with self._changed:
            while caps.exceeded(self._total + self._held, need):
                if refusal := caps.exceeded(self._total, need):
                    return refusal
                self._changed.wait(_GLANCE)
                pause(0)
            self._held += need
            return ""

    def settle(self, role: str, need: Tally, spent: Tally) -> None:
        """Give back what was held, and count what was spent."""
        with self._changed:
            self._held += Tally(-need.requests, -need.input_tokens, -need.output_tokens, -need.cost)
            self._add(role, spent)
            self._changed.notify_all()

    def _add(self, role: str, spent: Tally) -> None:
        self._roles[role] += spent
        self._total += spent


class Budgeted:
    """Sends only what the budget still has room for, and enters in a ledger what it took.

    A request holds its place before it is sent: its prompt and the longest reply that it allows. So the caps hold
    whatever the number of threads, up to what one call may take beyond a single request (a second try).

    Args:
        ledger: shared by all models of a run; the caps are on its total.
        name: the model's, for messages.
        price: what its tokens cost, where known.
    """

    def __init__(
        self,
        ask: Ask,
        ledger: Ledger,
        max_calls: int | None = None,
        max_tokens: int | None = None,
        max_cost: float | None = None,
        *,
        name: str = "the model",
        price: Price | None = None,
    ) -> None:
        if max_cost is not None and price is None:
            raise SettingsError(
                f"--max-cost needs the price of {name!r}, which is not known. Write it to a YAML file, in USD per "
                f"million tokens, and name that file with --prices:  {name}: {{input: 0.5, output: 1.5}}"
            )
        self._ask = ask
        self._ledger = ledger
        self._caps = Caps(max_calls, max_tokens, max_cost)
        self._price = price

    def __call__(self, prompt: Prompt) -> Reply:
        need = self._tally(Usage(1, input_tokens(prompt), prompt.max_tokens))
        if refusal := self._ledger.reserve(need, self._caps):
            return Reply("", error=f"budget: {refusal}")
        spent = Tally(requests=1, failures=1)
        try:
            reply = self._ask(prompt)
            spent = self._tally(reply.usage, failed=bool(reply.error))
        except Transient as error:
            spent = self._tally(error.usage, failed=True)
            raise
        except Stopped:
            spent = Tally()
            raise
        finally:
            self._ledger.settle(prompt.role, need, spent)
        return reply

    def _tally(self, usage: Usage, *, failed: bool = False) -> Tally:
        requests = max(1, usage.requests)
        return Tally(
            requests,
            usage.input_tokens,
            usage.output_tokens,
            cost=self._price.of(usage) if self._price else 0.0,
            unpriced=0 if self._price else requests,
            failures=int(failed),
        )
