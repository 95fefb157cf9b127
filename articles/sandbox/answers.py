"""What a child says about its call, as bytes; read without trusting who wrote them.

A child has read a file from outside, so its answer may hold nothing that runs: only plain values
and this project's own dataclasses are read back.
"""

import io
import pickle
import sys
from dataclasses import is_dataclass

from articles.sandbox.stopping import OUT_OF_MEMORY

RETURNED, RAISED, FAILED = "returned", "raised", "failed"
PLAIN = {
    *(("datetime", name) for name in ("date", "datetime", "timedelta", "timezone")),
    ("pathlib", "PosixPath"),
    ("pathlib._local", "PosixPath"),
}
OURS = "articles."


class Untrusted(pickle.Unpickler):
    def find_class(self, module, name):
        found = super().find_class(module, name) if self._is_known(module, name) else None
        is_ours = module.startswith(OURS) and isinstance(found, type) and is_dataclass(found)
        if (module, name) in PLAIN or is_ours:
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is not a value a conversion may return")

    @staticmethod
    def _is_known(module, name):
        return "." not in name and (module.startswith(OURS) or (module, name) in PLAIN)


def read(content: bytes) -> tuple[str, object]:
    """(RETURNED, value), (RAISED, (name, message)) or (FAILED, place); or an UnpicklingError."""
    kind, value = Untrusted(io.BytesIO(content)).load()
    return kind, value


def answer_to(function, argument, options: dict, raises: tuple[str, ...]) -> tuple[bytes, int]:
    """Call the function; its answer and the exit status that goes with it.

    ``raises``: dotted names of exceptions that carry a sentence; any other is a failure.
    """
    try:
        return pickle.dumps((RETURNED, function(argument, **options))), 0
    except Exception as problem:
        if any(isinstance(each, MemoryError) for each in causes(problem)):
            return b"", OUT_OF_MEMORY
        name = f"{type(problem).__module__}.{type(problem).__qualname__}"
        if name in raises:
            return pickle.dumps((RAISED, (name, str(problem)))), 0
        return pickle.dumps((FAILED, f"{type(problem).__name__} at {place_of(problem)}")), 0


def causes(problem: BaseException | None):
    while problem is not None:
        yield problem
        problem = problem.__cause__ or problem.__context__


def place_of(problem: Exception) -> str:
    """The innermost line of code, without a word of the file that was read."""
    place = problem.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    return f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else sys.executable
