"""How much one page may cost, and the plain words for an author who asks for more.

The processor time is that of the current thread, so the limit means the same in a worker process,
in a thread and on a busy machine. No signal is involved: the parser's own rules look at the clock.
"""

from time import thread_time

from markdown_it.token import Token

MAX_SOURCE_BYTES = 200_000
# Looked at between steps; the last step before a look may take the rest of the two seconds.
MAX_SECONDS = 1.5
MAX_BLOCK_NESTING = 40
# What markdown-it skips in silence: further than a block can get past the limit before it is seen.
PARSER_NESTING = MAX_BLOCK_NESTING + 3
MAX_ELEMENT_NESTING = 100
MAX_OUTPUT_CHARACTERS = 4_000_000
CHARACTERS_OF_A_TAG = 8
MAX_ABBREVIATIONS = 200
TICKS_BETWEEN_LOOKS = 64


class TooMuch(Exception):
    """The source is past a limit; the message tells its author what to do."""


def too_long(size: int) -> TooMuch:
    return TooMuch(
        f"This text is too long for one page: {size // 1000:,} KB of at most "
        f"{MAX_SOURCE_BYTES // 1000} KB. Please split it into several pages."
    )


def too_slow() -> TooMuch:
    return TooMuch(
        "This text takes too long to turn into a page. Look for a passage with a great many "
        "brackets, stars, list items or table cells, or split it into several pages."
    )


def too_deep() -> TooMuch:
    return TooMuch(
        "Something in this text is nested too deeply: lists, quotes or emphasis inside one "
        "another, many times over. Please make it simpler."
    )


def too_large() -> TooMuch:
    return TooMuch(
        "This text would make too large a page: it has a great many small parts, or something "
        "long in it is repeated many times. Please split it into several pages."
    )


def too_many_abbreviations() -> TooMuch:
    return TooMuch(
        f"This text explains more than {MAX_ABBREVIATIONS} abbreviations. "
        "Please split it into several pages."
    )


class Budget:
    """The processor time one rendering may still use."""

    def __init__(self, seconds: float) -> None:
        self._ends_at = thread_time() + seconds
        self._ticks = TICKS_BETWEEN_LOOKS

    def check(self) -> None:
        if thread_time() > self._ends_at:
            raise too_slow()

    def tick(self) -> None:
        """Look at the clock now and then: cheap enough to call at every token."""
        self._ticks -= 1
        if self._ticks < 0:
            self._ticks = TICKS_BETWEEN_LOOKS
            self.check()


def check_nesting(tokens: list[Token]) -> None:
    """Refuse elements nested past what the sanitiser and browsers take in their stride."""
    depth = 0
    for token in tokens:
        depth += token.nesting
        if depth > MAX_ELEMENT_NESTING:
            raise too_deep()
        if token.children:
            check_nesting(token.children)


def check_output_size(tokens: list[Token]) -> None:
    """Refuse a small source that unfolds into a huge page, as repeated references can."""
    if _size(tokens) > MAX_OUTPUT_CHARACTERS:
        raise too_large()


def _size(tokens: list[Token]) -> int:
    size = 0
    for token in tokens:
        size += CHARACTERS_OF_A_TAG + len(token.content)
        for value in token.attrs.values():
            size += len(str(value))
        if token.children:
            size += _size(token.children) - len(token.content)
    return size
