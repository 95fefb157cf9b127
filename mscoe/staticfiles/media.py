"""Uploaded files on this machine: there whole or not at all, whatever fails."""

import os
import secrets
from contextlib import suppress

from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    """Writes beside the place, makes durable, renames.

    A name comes from a file's content and is never written twice, so half a file under it, left
    by a full disk or a killed process, would be taken for the whole one for ever.
    """

    def _save(self, name, content):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        unfinished = f"{path}.{secrets.token_hex(8)}.unfinished"
        try:
            with open(unfinished, "xb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fchmod(file.fileno(), self.file_permissions_mode or 0o644)
                os.fsync(file.fileno())
            os.rename(unfinished, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(unfinished)
            raise
        return name
