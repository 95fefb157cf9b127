"""A progress bar on the error stream, where someone watches."""

WORTH_A_BAR = 5
WIDTH = 30


def with_progress(results, total, stream):
    """Give the results on, drawing a bar between them when there are many and a person looks."""
    shown = total >= WORTH_A_BAR and stream.isatty()
    for done, result in enumerate(results, start=1):
        if shown:
            stream.write("\r\x1b[K", ending="")
        yield result
        if shown:
            filled = WIDTH * done // total
            stream.write(f"[{'#' * filled}{' ' * (WIDTH - filled)}] {done} of {total}", ending="")
            stream.flush()
    if shown:
        stream.write("\r\x1b[K", ending="")
