"""A reader without a browser: a session of the pages over its socket, which asks for an address and waits for the end."""

import asyncio
import time
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

LARGEST_MESSAGE = 2**28


@dataclass
class Session:
    """One open socket; `seconds` of each page that was drawn."""

    socket: ClientConnection
    seconds: list[float] = field(default_factory=list)

    async def draw(self, path: str, query: str) -> float:
        """Ask for a page and wait until the server has drawn it; seconds between."""
        started = time.perf_counter()
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = path
        await self.socket.send(message.SerializeToString())
        while True:
            forward = ForwardMsg()
            data = await self.socket.recv()
            assert isinstance(data, bytes)
            forward.ParseFromString(data)
            if forward.WhichOneof("type") == "script_finished":
                break
        self.seconds.append(time.perf_counter() - started)
        return self.seconds[-1]


async def open_session(port: int) -> Session:
    """A session of the pages served on this machine."""
    socket = await connect(
        f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=["streamlit"], max_size=LARGEST_MESSAGE
    )
    return Session(socket)


async def act(session: Session, pages: list[tuple[str, str]], every: float, until: float) -> None:
    """Draw one page after another, one each so many seconds, until a moment of the clock."""
    number = 0
    while time.monotonic() < until:
        begun = time.monotonic()
        await session.draw(*pages[number % len(pages)])
        number += 1
        await asyncio.sleep(max(0.0, every - (time.monotonic() - begun)))
