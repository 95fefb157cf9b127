"""Uploaded files are there whole or not at all."""

import errno
import os

import pytest
from django.core.files.base import ContentFile

from mscoe.staticfiles.media import WholeFiles


class Failing(ContentFile):
    """Content that the disk takes the first half of."""

    def chunks(self, chunk_size=None):
        yield b"half"
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_file_that_found_no_room_leaves_nothing_and_can_be_sent_again(tmp_path):
    storage = WholeFiles(location=tmp_path)
    with pytest.raises(OSError, match="No space left"):
        storage.save("images/a.png", Failing(b"half and half"))
    assert os.listdir(tmp_path / "images") == []

    storage.save("images/a.png", ContentFile(b"half and half"))

    assert (tmp_path / "images" / "a.png").read_bytes() == b"half and half"
    assert os.listdir(tmp_path / "images") == ["a.png"]
