"""``python -m tests.prove.slow_clients PORT``: five hundred connections that send or read slowly.

A process of its own, so that it takes no time from the readers it is measured beside. A byte a
second each; what the server closes is opened again, until the standard input is closed. Then it
says: how many it opened, and how many of them were open at the least.
"""

import select
import socket
import sys
import time

CONNECTIONS = 500
SECONDS_BETWEEN_BYTES = 1
HEAD = b"POST /admin/nothing/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
# A head that never ends, a body that never ends, and pages that are read a byte at a time.
KINDS = [
    HEAD,
    HEAD + b"Content-Type: text/plain\r\nContent-Length: 900000\r\n\r\n",
    b"GET /symptoms/page-1/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 200,
]


class Slow:
    def __init__(self, port, kind):
        self.port, self.kind, self.opened = port, kind, 0
        self.connect()

    def connect(self):
        self.connection = socket.create_connection(("127.0.0.1", self.port), 10)
        self.connection.setblocking(False)
        self.connection.send(self.kind)
        self.opened += 1

    def go_on(self):
        if not self.is_open():
            self.connection.close()
            self.connect()

    def is_open(self):
        """After a byte more, sent or read."""
        try:
            if self.kind.startswith(b"GET"):
                return bool(self.connection.recv(1))
            self.connection.send(b"X")
            return not select.select([self.connection], [], [], 0)[0]
        except BlockingIOError:
            return True
        except OSError:
            return False


def main(port):
    slow = [Slow(port, KINDS[number % len(KINDS)]) for number in range(CONNECTIONS)]
    print("ready", flush=True)
    while not select.select([sys.stdin], [], [], 0)[0]:
        for one in slow:
            one.go_on()
            time.sleep(SECONDS_BETWEEN_BYTES / CONNECTIONS)
    print(*(sum(one.opened for one in slow[kind :: len(KINDS)]) for kind in range(len(KINDS))))


if __name__ == "__main__":
    main(int(sys.argv[1]))
