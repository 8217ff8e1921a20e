"""A server that always says the same, whatever it is asked."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

OK = b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n"


@contextmanager
def answering(said: bytes, *, then_hang: bool = False) -> Iterator[str]:
    """A server that says the same to everybody, or says it and falls silent."""
    ended = threading.Event()
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:

        def serve() -> None:
            while True:
                try:
                    client, _ = listening.accept()
                except OSError:
                    return
                with client, suppress(OSError):  # the other side may have left
                    client.recv(65_536)
                    client.sendall(said)
                    if then_hang:
                        ended.wait(30)
                    client.shutdown(socket.SHUT_WR)
                    while client.recv(65_536):  # what is left unread would cut the answer off
                        pass

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        ended.set()
        listening.shutdown(socket.SHUT_RDWR)
