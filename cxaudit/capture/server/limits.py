"""How much one client may do: saves by a bucket of tokens, wrong codes by a count a minute."""

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

MINUTE = 60.0
WRONG_CODES = 20
ADDRESSES = 4096  # remembered at once: a crowd of addresses must not fill the memory

Tick = Callable[[], float]  # seconds of a clock that never goes backwards


@dataclass
class Bucket:
    """Tokens that come back with time: who sends a queue of hundreds is served, who never stops is not."""

    tick: Tick
    size: float = 1000.0
    rate: float = 40.0  # tokens a second
    _left: float = field(init=False)
    _seen: float = field(init=False)

    def __post_init__(self) -> None:
        self._left, self._seen = self.size, self.tick()

    def take(self, tokens: float = 1.0) -> bool:
        """Take tokens if so many are left."""
        now = self.tick()
        self._left = min(self.size, self._left + max(0.0, now - self._seen) * self.rate)
        self._seen = now
        if self._left < tokens:
            return False
        self._left -= tokens
        return True


@dataclass
class WrongCodes:
    """Wrong codes by the address they came from."""

    tick: Tick
    _seen: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict)

    def add(self, address: str) -> None:
        """Count one more."""
        times = self._seen.setdefault(address, deque(maxlen=WRONG_CODES))
        times.append(self.tick())
        self._seen.move_to_end(address)
        while len(self._seen) > ADDRESSES:
            self._seen.popitem(last=False)

    def too_many(self, address: str) -> bool:
        """Whether this address has to wait; then right codes are refused as well, or guessing would go on."""
        times = self._seen.get(address)
        return times is not None and len(times) == WRONG_CODES and self.tick() - times[0] < MINUTE
