"""Asks a server on this machine for pages, by one client or several, and tells how long it took.

The client reads answers as bytes and looks at no more than it needs: a client as slow as the server
would be measured instead of it.
"""

import multiprocessing
import socket
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any

CHUNK = 1 << 16
PATIENCE = 60  # seconds for one answer


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    head: bytes
    body: bytes
    seconds: float

    def header(self, name: str) -> str:
        for line in self.head.split(b"\r\n"):
            key, _colon, value = line.partition(b":")
            if key.decode("latin-1").lower() == name.lower():
                return value.decode("latin-1").strip()
        return ""


class Client:
    """One reader, who keeps the connection where the server does."""

    def __init__(self, port: int, headers: dict[str, str] | None = None) -> None:
        self.port = port
        named = {"Host": "127.0.0.1", "X-Forwarded-Proto": "https", **(headers or {})}
        self.headers = "".join(f"{name}: {value}\r\n" for name, value in named.items())
        self.socket: socket.socket | None = None

    def get(self, path: str, **headers: str) -> Answer:
        """Header names with _ for -. A connection that the server closed meanwhile is made anew."""
        more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        asked = f"GET {path} HTTP/1.1\r\n{self.headers}{more}\r\n".encode()
        began = time.perf_counter()
        try:
            head, body = self.exchange(asked)
        except (ConnectionError, BrokenPipeError):
            self.close()
            head, body = self.exchange(asked)
        seconds = time.perf_counter() - began
        return Answer(int(head[9:12]), head, body, seconds)

    def exchange(self, asked: bytes) -> tuple[bytes, bytes]:
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), PATIENCE)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(asked)
        received = self.more(b"")
        while (end := received.find(b"\r\n\r\n")) < 0:
            received = self.more(received)
        head, body = received[:end], received[end + 4 :]
        told = head.lower()
        body = self.rest(told, body)
        if b"\r\nconnection: close" in told:
            self.close()
        return head, body

    def rest(self, told: bytes, body: bytes) -> bytes:
        """The whole body, of the length told or in chunks; a 304 has none."""
        if told[9:12] == b"304":
            return body
        if b"\r\ntransfer-encoding: chunked" in told:
            while not body.endswith(b"0\r\n\r\n"):
                body = self.more(body)
            return body
        length = int(told.partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0] or 0)
        while len(body) < length:
            body = self.more(body)
        return body

    def more(self, so_far: bytes) -> bytes:
        received = self.socket.recv(CHUNK)
        if not received:
            raise ConnectionError("The server closed the connection.")
        return so_far + received

    def close(self) -> None:
        if self.socket is not None:
            with suppress(OSError):
                self.socket.close()
            self.socket = None


@dataclass(frozen=True, slots=True)
class Request:
    path: str
    etag: str = ""

    def made_by(self, client: Client) -> Answer:
        if self.etag:
            return client.get(self.path, If_None_Match=self.etag)
        return client.get(self.path)


@dataclass
class Measured:
    """Milliseconds of the answers of one kind of page, and what the answers were."""

    p50: float = 0.0
    p95: float = 0.0
    most: float = 0.0
    requests: int = 0
    a_second: float = 0.0
    statuses: dict[str, int] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def summary(seconds: Sequence[float], statuses: Counter[str], lasted: float) -> Measured:
    times = sorted(1000 * one for one in seconds)
    return Measured(
        p50=round(statistics.median(times), 3),
        p95=round(times[min(int(len(times) * 0.95), len(times) - 1)], 3),
        most=round(times[-1], 3),
        requests=len(times),
        a_second=round(len(times) / lasted, 1),
        statuses=dict(statuses),
    )


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop: so many requests of one client, or so many seconds."""

    requests: int = 300
    seconds: float = 4.0


def ask(
    port: int, requests: Sequence[Request], limits: Limits, first: int = 0
) -> tuple[list[float], Counter[str]]:
    """The requests in turn, from the first one on and round."""
    client, times, statuses = Client(port), [], Counter()
    end = time.perf_counter() + limits.seconds
    for number in range(limits.requests):
        answer = requests[(first + number) % len(requests)].made_by(client)
        times.append(answer.seconds)
        statuses[str(answer.status)] += 1
        if time.perf_counter() > end:
            break
    client.close()
    return times, statuses


def measure(port: int, requests: Sequence[Request], limits: Limits, clients: int = 1) -> Measured:
    """Several clients are as many processes, which begin at the same moment."""
    if clients == 1:
        began = time.perf_counter()
        times, statuses = ask(port, requests, limits)
        return summary(times, statuses, time.perf_counter() - began)
    fork = multiprocessing.get_context("fork")
    gate, answers = fork.Barrier(clients + 1), fork.SimpleQueue()

    def one(number: int) -> None:
        gate.wait()
        answers.put(ask(port, requests, limits, number * len(requests) // clients))

    started = [fork.Process(target=one, args=(number,)) for number in range(clients)]
    for process in started:
        process.start()
    gate.wait()
    began = time.perf_counter()
    gathered = [answers.get() for _ in started]
    lasted = time.perf_counter() - began
    for process in started:
        process.join()
    seconds = [one for times, _statuses in gathered for one in times]
    return summary(seconds, sum((found for _times, found in gathered), Counter()), lasted)
