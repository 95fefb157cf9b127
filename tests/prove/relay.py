"""The port of a database, for drills: carries bytes from a port of this machine to a socket file.

Run as ``python -m tests.prove.relay PORT SOCKET``. Stopped with SIGSTOP it is as good as a port
whose packets are dropped: what is connected hears nothing more, and who is not does not get in.
"""

import socket
import sys
import threading
from contextlib import suppress


def main(port, path):
    with socket.create_server(("127.0.0.1", port), backlog=0) as server:
        while True:
            near, _ = server.accept()
            far = socket.socket(socket.AF_UNIX)
            try:
                far.connect(path)
            except OSError:
                near.close()
                continue
            for pair in ((near, far), (far, near)):
                threading.Thread(target=carry, args=pair, daemon=True).start()


def carry(giving, taking):
    with suppress(OSError):
        while part := giving.recv(65536):
            taking.sendall(part)
    for end in (giving, taking):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
