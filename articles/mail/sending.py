"""Mail: plain text beside simple HTML, sent by the worker, tried again when it fails.

An act queues a task in its own transaction, so an act that is rolled back sends nothing. A task's
arguments are keys: what a mail says, signed links included, is made when it is sent.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(hours=18),
)
LONGEST_SENDING = timedelta(minutes=10)
WAITING, SENT, FAILED = "waiting", "sent", "failed"
STOPPED = "the mail worker was stopped while sending"

Argument = str | int | None  # as JSON keeps it
Arguments = tuple[tuple[str, Argument], ...]  # of one mail, by name, in order; attempt is 0


# Backends that keep mail on this machine, for trying the site.
KEPT_HERE = ("console", "dummy", "filebased")


def reaches_people() -> bool:
    """Whether mail is set up to leave this machine."""
    return settings.EMAIL_BACKEND.split(".")[-2] not in KEPT_HERE


def absolute(path: str) -> str:
    """The whole address of one of our pages, for mail."""
    return settings.SITE_ADDRESS.rstrip("/") + path


def send(*, to: str, subject: str, template: str, context: Mapping[str, object]) -> None:
    """Send what ``articles/mail/{template}.txt`` and ``.html`` make of the context."""
    context = {"site_name": settings.SITE_NAME, "subject": subject, **context}
    text = render_to_string(f"articles/mail/{template}.txt", context)
    html = render_to_string(f"articles/mail/{template}.html", context)
    mail = EmailMultiAlternatives(subject=" ".join(subject.split()), body=text, to=[to])
    mail.attach_alternative(html, "text/html")
    mail.send()


@contextmanager
def trying_again(task: Task[..., None], *, attempt: int, **arguments: Argument) -> Iterator[None]:
    """Around the sending in a task: a failure is logged, and the task is queued once more."""
    try:
        yield
    except Exception as problem:
        logger.warning("Mail was not sent (attempt %s): %s", attempt + 1, type(problem).__name__)
        if attempt < len(PAUSES):
            later = task.using(run_after=timezone.now() + PAUSES[attempt])
            later.enqueue(**arguments, attempt=attempt + 1)
        raise


@dataclass(frozen=True)
class Delivery:
    """What became of one mail; ``again_at``: when it is tried once more."""

    state: str
    problem: str = ""
    again_at: datetime | None = None


def deliveries(
    task: Task[..., None], *, at: datetime, **key: Argument
) -> dict[Arguments, Delivery]:
    """What became of the mails of one task whose arguments hold ``key``, by their arguments."""
    rows = DBTaskResult.objects.filter(task_path=task.module_path)
    rows = rows.filter(**{f"args_kwargs__kwargs__{name}": value for name, value in key.items()})
    mails: dict[Arguments, list[DBTaskResult]] = {}
    for row in rows.order_by("enqueued_at", "pk"):
        arguments = row.args_kwargs["kwargs"] | {"attempt": 0}
        mails.setdefault(tuple(sorted(arguments.items())), []).append(row)
    return {arguments: _delivery(sent, at=at) for arguments, sent in mails.items()}


def _delivery(rows: Sequence[DBTaskResult], *, at: datetime) -> Delivery:
    *earlier, newest = rows
    if newest.status == TaskResultStatus.SUCCESSFUL:
        return Delivery(SENT)
    if newest.status == TaskResultStatus.FAILED:
        return Delivery(FAILED, _problem(newest))
    if newest.status == TaskResultStatus.RUNNING and newest.started_at < at - LONGEST_SENDING:
        return Delivery(FAILED, STOPPED)
    failed = [row for row in earlier if row.status == TaskResultStatus.FAILED]
    if failed:
        return Delivery(FAILED, _problem(failed[-1]), newest.run_after)
    return Delivery(WAITING)


def _problem(row: DBTaskResult) -> str:
    """The last line of what was raised, without the name of its class."""
    last = (row.traceback.strip().splitlines() or [""])[-1]
    return last.partition(": ")[2] or last
