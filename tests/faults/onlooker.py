"""Looks at the marketplace from outside: who waits for a lock, and how long any commit takes."""

import asyncio
import re
import time

import asyncpg

OURS = re.compile("marketplace behind svetu-gateway.*")
NOTEWORTHY = 0.05
"""Seconds of a pulse; less is nothing."""
QUEUE = """
    select format('%s behind %s', w.application_name, b.application_name) as who,
        extract(milliseconds from clock_timestamp() - l.waitstart)::int as ms,
        format('%s, %s on %s: %s | %s', l.locktype, l.mode,
            coalesce(l.relation::regclass::text, '-'), left(w.query, 60), left(b.query, 60)) as what
    from pg_locks l join pg_stat_activity w on w.pid = l.pid
    cross join lateral unnest(pg_blocking_pids(l.pid)) p (pid)
    join pg_stat_activity b on b.pid = p.pid
    where not l.granted and l.waitstart < clock_timestamp() - interval '20 ms'
"""


class Onlooker:
    """Watches from a connection of its own until cancelled.

    Its pulse is a commit that nobody's lock can hold up: when that takes long, the machine does.
    """

    def __init__(self) -> None:
        self.queues_ms: dict[str, tuple[int, str]] = {}
        self._pulses: list[tuple[float, float]] = []

    @property
    def longest_pulse(self) -> float:
        """Seconds."""
        return max((end - start for start, end in self._pulses), default=0.0)

    @property
    def waited_for_us_ms(self) -> int:
        """The longest that anybody of the marketplace was seen to wait for one of our sessions."""
        ours = (ms for who, (ms, _) in self.queues_ms.items() if OURS.fullmatch(who))
        return max(ours, default=0)

    def stalled(self, since: float, until: float) -> float:
        """Return how many seconds of a stretch of time (``time.perf_counter``) the machine took."""
        return sum(max(0.0, min(end, until) - max(start, since)) for start, end in self._pulses)

    async def watch(self, dsn: str) -> None:
        """Note the longest wait of each pair of applications, and the pulse."""
        connection = await asyncpg.connect(dsn, server_settings={"application_name": "onlooker"})
        try:
            while True:
                for who, ms, what in await connection.fetch(QUEUE):
                    if ms > self.queues_ms.get(who, (0, ""))[0]:
                        self.queues_ms[who] = ms, what
                started = time.perf_counter()
                await connection.execute("insert into pulse values (1)")
                ended = time.perf_counter()
                if ended - started > NOTEWORTHY:
                    self._pulses.append((started, ended))
                await asyncio.sleep(0.02)
        finally:
            connection.terminate()
