"""What the site's own PostgreSQL says: added to one file, and moved on once that is long.

The server keeps its file open, so what it said is copied and the file emptied: opened for
appending, it goes on at the beginning.
"""

import shutil

LONGEST = 5_000_000  # bytes
OLDER_KEPT = 3


class Log:
    """``path`` is the newest part; ``path.1`` and so on are older ones."""

    def __init__(self, path):
        self.path = path
        self.began_at = 0

    def begin(self):
        """Open it for a server that is about to start; what it says is what comes from here on."""
        self.rotate_if_long()
        file = open(self.path, "ab")  # noqa: SIM115 - the caller closes it
        self.began_at = file.tell()
        return file

    def since_begin(self):
        with open(self.path, "rb") as file:
            file.seek(self.began_at)
            return file.read().decode(errors="replace")

    def rotate_if_long(self):
        if not self.path.exists() or self.path.stat().st_size < LONGEST:
            return
        for number in range(OLDER_KEPT, 1, -1):
            if self._older(number - 1).exists():
                self._older(number - 1).replace(self._older(number))
        shutil.copyfile(self.path, self._older(1))
        with open(self.path, "r+b") as file:
            file.truncate()
        self.began_at = 0

    def _older(self, number):
        return self.path.with_name(f"{self.path.name}.{number}")
