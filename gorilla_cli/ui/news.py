"""Rankings that come in while the person already looks at the first ones.

Invariant: the iterator runs in a thread of its own and nobody waits for it; what
it yields is taken in order, and what it raises is kept for whoever takes.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterable
from dataclasses import replace
from threading import Lock, Thread

from gorilla_cli.domain import Ranking, Request


class News:
    """Listens to successive rankings once started."""

    def __init__(self, rankings: Iterable[Ranking]) -> None:
        self._rankings = rankings
        self._heard: Callable[[], None] | None = None
        self._lock = Lock()
        self._arrived: queue.SimpleQueue[Ranking] = queue.SimpleQueue()
        self.error: BaseException | None = None
        """What the iterator raised; nothing comes after it."""

    def start(self) -> None:
        """Begin to listen."""
        Thread(target=self._listen, name="rankings", daemon=True).start()

    def tell(self, heard: Callable[[], None] | None) -> None:
        """From now on call this in the listening thread after each arrival.

        Once this returns nobody told before is called any more; None is nobody.
        """
        with self._lock:
            self._heard = heard

    def take(self) -> list[Ranking]:
        """What has arrived since the last time."""
        rankings: list[Ranking] = []
        while not self._arrived.empty():
            rankings.append(self._arrived.get())
        return rankings

    def _listen(self) -> None:
        last: Ranking | None = None
        try:
            for last in self._rankings:
                self._arrive(last)
            if last is None or not last.complete:
                # An end without the word is an end as well.
                self._arrive(replace(last or Ranking(Request(""), ()), complete=True))
        except BaseException as error:  # noqa: BLE001 - raised again in the person's thread
            self.error = error
            self._tell()

    def _arrive(self, ranking: Ranking) -> None:
        self._arrived.put(ranking)
        self._tell()

    def _tell(self) -> None:
        with self._lock:
            if self._heard:
                self._heard()
