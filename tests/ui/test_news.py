"""Rankings arrive in a thread of their own, in order, and nothing is lost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from threading import Event

from gorilla_cli.domain import Ranking, Request
from gorilla_cli.ui.news import News


def ranking(number: int, *, complete: bool = False) -> Ranking:
    return Ranking(Request(str(number)), (), complete=complete)


def all_of(news: News) -> list[Ranking]:
    arrived = Event()
    news.tell(arrived.set)
    news.start()
    taken: list[Ranking] = []
    deadline = time.monotonic() + 10
    while not (taken and taken[-1].complete) and news.error is None:
        assert time.monotonic() < deadline
        arrived.wait(0.1)
        taken += news.take()
    return taken + news.take()


def test_in_order() -> None:
    rankings = [*(ranking(n) for n in range(50)), ranking(50, complete=True)]
    assert all_of(News(rankings)) == rankings


def test_an_end_without_the_word_is_an_end() -> None:
    taken = all_of(News([ranking(1)]))
    assert [item.complete for item in taken] == [False, True]
    assert taken[-1].request.text == "1"
    assert [item.complete for item in all_of(News([]))] == [True]


def test_errors_are_kept_for_the_person() -> None:
    def broken() -> Iterator[Ranking]:
        yield ranking(1)
        raise ValueError("broken")

    news = News(broken())
    assert [item.request.text for item in all_of(news)] == ["1"]
    assert str(news.error) == "broken"


def test_nobody_is_told_after_the_end() -> None:
    go = Event()
    told: list[int] = []

    def slow() -> Iterator[Ranking]:
        go.wait(10)
        yield ranking(1, complete=True)

    news = News(slow())
    news.tell(lambda: told.append(1))
    news.start()
    news.tell(None)
    go.set()
    deadline = time.monotonic() + 10
    while not news.take():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert told == []
