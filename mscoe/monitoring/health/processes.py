"""The processes beside the web server, and the mail that one of them sends."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from articles.background import heartbeat
from articles.background.task_queue import MOST_TIMES_AGAIN
from articles.mail import sending
from mscoe.monitoring.health.condition import Condition

LONGEST_QUEUE = timedelta(minutes=2)
MAIL_REMEMBERED = timedelta(days=1)


def other_nodes(*, at):
    """The followers of other machines; this machine's has told in its own folder."""
    title = "Public copies on other machines"
    seen = heartbeat.last_seen(heartbeat.FOLLOWER, at=at)
    others = {node: moment for node, moment in seen.items() if node != settings.NODE_NAME}
    missing = at - heartbeat.MISSING_AFTER
    silent = {node: seen_at for node, seen_at in others.items() if seen_at < missing}
    if not silent:
        words = f"They are up to date on: {', '.join(sorted(others))}." if others else "None."
        return Condition("other_nodes", title, words)
    words = f"The process that bakes them has not reported on: {', '.join(sorted(silent))}."
    cure = "Check it there. A machine that was removed for good is forgotten after a week."
    return Condition("other_nodes", title, words, cure, min(silent.values()))


def queue_worker(*, at):
    title = "The process that sends mail"
    return _process(heartbeat.WORKER, title, "run_queue", at=at)


def schedules(*, at):
    title = "The process that applies schedules to menus and drafts"
    return _process(heartbeat.SCHEDULES, title, "follow_schedules --keep", at=at)


def _process(name, title, command, *, at):
    seen = max(heartbeat.last_seen(name, at=at).values(), default=None)
    if seen and at - seen <= heartbeat.MISSING_AFTER:
        return Condition(name, title, "It is running.")
    words = "It has not reported for over a minute." if seen else "It has never reported."
    cure = f"Start it: python manage.py {command}"
    return Condition(name, title, words, cure, seen)


def mail_queue(*, at):
    """What should have gone out long ago, and what was given up."""
    title, failed = "Waiting mail", _given_up(at=at)
    long_ago = at - LONGEST_QUEUE
    ready = DBTaskResult.objects.ready().filter(enqueued_at__lt=long_ago)
    late = ready.exclude(run_after__gt=long_ago, run_after__lte=at)  # its moment only just came
    if count := late.count():
        words = f"{_mails(count)} should have been sent by now."
        cure = "Check the process that sends mail, and the mail server."
        return Condition("mail", title, words, cure, late.earliest("enqueued_at").enqueued_at)
    if count := failed.count():
        words = f"{_mails(count)} from the last day could not be sent and will not be retried."
        cure = "The page that a mail was about shows who it was for, and lets you send it again."
        first = failed.earliest("finished_at")
        return Condition("mail", title, words, cure, first.finished_at)
    return Condition("mail", title, "No mail has waited long.")


def _mails(count):
    return "One mail" if count == 1 else f"{count} mails"


def _given_up(*, at):
    last = len(sending.PAUSES)
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED)
    failed = failed.filter(finished_at__gt=at - MAIL_REMEMBERED)
    left_too_often = Q(
        **{f"worker_ids__{MOST_TIMES_AGAIN}__isnull": False}
    )  # by workers that were killed
    return failed.filter(Q(args_kwargs__kwargs__attempt__gte=last) | left_too_often)
