"""One kept-open HTTP/1.1 connection without a library in between: the load must cost little beside the server."""

import asyncio
from dataclasses import dataclass

HOST = "127.0.0.1"
TIMEOUT = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: bytes) -> str:
        """The header's value, its name in lower case; empty where it is missing."""
        at = self.head.lower().find(b"\r\n" + name + b":")
        if at < 0:
            return ""
        start = at + len(name) + 3
        end = self.head.find(b"\r\n", start)
        return self.head[start : end if end >= 0 else None].strip().decode("latin-1")


class Wire(asyncio.Protocol):
    """A connection that carries one request at a time."""

    def __init__(self) -> None:
        self.waiting: asyncio.Future[Answer] | None = None
        self.buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ready to ask."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """More of the answer."""
        self.buffer += data
        head, found, rest = self.buffer.partition(b"\r\n\r\n")
        if not found or self.waiting is None:
            return
        answer = Answer(int(head[9:12]), head, rest)
        length = 0 if answer.status in (204, 304) else int(answer.header(b"content-length") or 0)
        if len(rest) >= length and not self.waiting.done():
            self.buffer = b""
            self.waiting.set_result(answer)

    def connection_lost(self, error: Exception | None) -> None:
        """Nobody answers any more."""
        if self.waiting is not None and not self.waiting.done():
            self.waiting.set_exception(error or ConnectionError("closed by the server"))

    async def ask(self, request: bytes) -> Answer:
        """Send a request and wait for its answer; OSError when the connection breaks, TimeoutError after a minute."""
        if self.transport.is_closing():
            raise ConnectionError("closed by the server")
        self.waiting = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        try:
            return await asyncio.wait_for(self.waiting, TIMEOUT)
        finally:
            self.waiting = None

    def close(self) -> None:
        """Hang up."""
        self.transport.close()


async def connect(port: int) -> Wire:
    """A fresh connection to this machine."""
    _, wire = await asyncio.get_running_loop().create_connection(Wire, HOST, port)
    return wire


def request(method: str, path: str, headers: dict[str, str], body: str = "") -> bytes:
    """The bytes of a request; a body is a form."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}", *(f"{name}: {value}" for name, value in headers.items())]
    if method == "POST":
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return ("\r\n".join([*lines, "", ""]) + body).encode("latin-1")
