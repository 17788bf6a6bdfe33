"""What went wrong with an endpoint, in a sentence with a remedy.

Invariant: every fault becomes an EndpointError, and none of them holds the
key: the server's words pass the same redaction as what is sent, and the texts
of foreign exceptions are never told.
"""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.backends.hosted_answer import Answer, read_json, said
from gorilla_cli.backends.hosted_exchange import Reply, TooLargeError, UnreadableError
from gorilla_cli.errors import EndpointError
from gorilla_cli.redact import redact
from gorilla_cli.visible import visible

_LONGEST_QUOTE = 200
_CHECK_URL = "Check hosted.base_url (most end in /v1) and hosted.model."
_CHECK_SERVER = "See the server's own log, or try again later."
_CHECK_KEY = (
    "Store the right one with `gorilla config set-key hosted`; `gorilla doctor` says which is used."
)


def from_error(error: Exception, host: str) -> EndpointError:
    """The sentence for an exception of httpx, of the socket below it, or of our limits."""
    import socket
    import ssl

    import httpx

    causes = tuple(_causes(error))

    def due_to(*kinds: type[BaseException]) -> bool:
        return any(isinstance(cause, kinds) for cause in causes)

    if isinstance(error, TooLargeError):
        return EndpointError(f"{host} sent more than a megabyte", _CHECK_URL)
    if isinstance(error, UnreadableError):
        return EndpointError(f"{host} sent an answer compressed in a way not asked for", _CHECK_URL)
    if due_to(ssl.SSLCertVerificationError):
        return EndpointError(
            f"the certificate of {host} is not trusted",
            "If it is your own, let SSL_CERT_FILE name a file with its authority.",
        )
    if due_to(ssl.SSLError):
        return EndpointError(
            f"{host} and gorilla found no common way to encrypt",
            "Check whether hosted.base_url must begin with http:// instead of https://.",
        )
    if due_to(socket.gaierror):
        return EndpointError(
            f"no address is known for {host}", "Check the network, or the host in hosted.base_url."
        )
    if due_to(ConnectionRefusedError):
        return EndpointError(
            f"nothing listens at {host}", "Start the server, or correct hosted.base_url."
        )
    if isinstance(error, httpx.ProxyError):
        return EndpointError(
            f"the proxy does not let gorilla through to {host}",
            "Check HTTPS_PROXY, or name the host in NO_PROXY.",
        )
    if isinstance(error, httpx.ConnectError):
        return EndpointError(f"{host} cannot be reached", "Check the network and hosted.base_url.")
    if isinstance(error, httpx.NetworkError | httpx.RemoteProtocolError):
        return EndpointError(f"{host} broke the connection off", _CHECK_SERVER)
    return EndpointError(f"asking {host} failed ({type(error).__name__})", _CHECK_SERVER)


def out_of_time(host: str, seconds: float, trouble: str = "") -> EndpointError:
    """The sentence for a total limit that has passed, and what was in the way."""
    because = f" ({trouble})" if trouble else ""
    return EndpointError(
        f"{host} gave no whole answer within {seconds:g} s{because}",
        "Raise hosted.total_timeout, or try a smaller model.",
    )


def no_connection(host: str, seconds: float) -> EndpointError:
    """The sentence for a connection that is neither made nor refused."""
    return EndpointError(
        f"no connection to {host} within {seconds:g} s",
        "Check the network, or raise hosted.connect_timeout.",
    )


def of_client(error: Exception) -> EndpointError:
    """The sentence when not even a client could be made: a proxy or a certificate file."""
    if isinstance(error, OSError):
        return EndpointError(
            "the certificates cannot be loaded",
            "Correct or unset SSL_CERT_FILE and SSL_CERT_DIR.",
        )
    # A proxy's address may hold a password, so it is not repeated.
    return EndpointError(
        f"the proxy of the environment cannot be used ({type(error).__name__})",
        "Correct or unset HTTPS_PROXY, HTTP_PROXY and ALL_PROXY.",
    )


def of_reply(reply: Reply, host: str, key: str | None) -> EndpointError:
    """The sentence for a status that is no success."""
    quote = quoted(server_words(reply), key)
    status = reply.status
    if status in (401, 407):
        what = f"{host} does not accept the key" if key else f"{host} wants a key"
        return EndpointError(f"{what}{quote}", _CHECK_KEY)
    if status == 403:
        return EndpointError(f"{host} does not let this key do that{quote}", _CHECK_KEY)
    if status == 404:
        return EndpointError(f"{host} knows no such address or model{quote}", _CHECK_URL)
    if status == 405:
        return EndpointError(f"{host} takes no requests at that address{quote}", _CHECK_URL)
    if status in (400, 413, 422):
        return EndpointError(f"{host} refused the request ({status}){quote}", _CHECK_URL)
    if status == 429:
        return EndpointError(
            f"{host} has had too many requests{quote}",
            "Wait a little, or check the plan and its limits.",
        )
    if status >= 500:
        return EndpointError(f"{host} has a fault of its own ({status}){quote}", _CHECK_SERVER)
    return EndpointError(f"{host} answered with status {status}{quote}", _CHECK_URL)


def of_body(reply: Reply, host: str) -> EndpointError:
    """The sentence for a success that is no JSON."""
    if looks_like_a_page(reply):
        return EndpointError(
            f"{host} sent a web page, not an answer",
            "Check hosted.base_url (most end in /v1), or log in to the network in a browser.",
        )
    return EndpointError(f"{host} sent no valid JSON", _CHECK_URL)


def of_answer(answer: Answer, host: str, key: str | None) -> EndpointError:
    """The sentence for JSON without one usable completion."""
    if answer.cut:
        return EndpointError(
            "the model's answer was cut off at the length limit",
            "Try another model, or ask for less at once.",
        )
    words = quoted(answer.error, key)
    what = "an empty answer" if answer.choices else "an answer without choices"
    return EndpointError(f"{host} sent {what}{words}", "Ask again, or check hosted.model.")


def looks_like_a_page(reply: Reply) -> bool:
    """True for HTML, whatever its status."""
    kind = reply.headers.get("content-type", "")
    return "html" in kind.lower() or reply.body.lstrip()[:1] == b"<"


def server_words(reply: Reply) -> str:
    """What the server says about its refusal; empty for a web page."""
    try:
        return said(read_json(reply.body))
    except ValueError:
        if looks_like_a_page(reply):
            return ""
        return " ".join(reply.body[:2000].decode("utf-8", "replace").split())


def quoted(words: str, key: str | None) -> str:
    """The server's words, made harmless, as the end of a sentence."""
    if key:
        words = words.replace(key, "<redacted>")
    words = visible(redact(words).text)
    if len(words) > _LONGEST_QUOTE:
        words = words[: _LONGEST_QUOTE - 1] + "…"
    return f": {words}" if words else ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    for _ in range(10):
        if seen is None:
            return
        yield seen
        seen = seen.__cause__ or seen.__context__
