"""Acts in random order on a few pages, and what must be true of them whatever the order."""

import random
from collections import Counter
from datetime import timedelta

from django.utils import timezone

from accessibility.changes import act_lock
from articles import publishing
from articles.models import Publication, Section
from articles.publishing.errors import Conflict, Refused
from tests import factories


class Clock:
    """The moment of the acts: ``at``, which ``pass_to`` moves on."""

    def __init__(self, monkeypatch):
        self.start = self.at = timezone.now() + timedelta(seconds=1)
        monkeypatch.setattr(act_lock, "_moment", self.tick)

    def after(self, minutes):
        return self.start + timedelta(minutes=minutes)

    def pass_to(self, minutes):
        self.at = self.after(minutes)

    def tick(self):
        self.at += timedelta(microseconds=1)
        return self.at


class Walk:
    def __init__(self, clock, *, seed):
        self.clock, self.random = clock, random.Random(seed)
        self.sections = [factories.section(slug=f"section-{n}") for n in range(2)]
        self.articles = [
            factories.draft(title=f"Page {n}", slug=f"page-{n}", section=self.sections[0]).article
            for n in range(4)
        ]
        self.minute = self.done = self.names = 0
        self.tally = Counter()
        self.remembered, self.found = {}, []

    def take(self, *, steps):
        for _ in range(steps):
            self.minute += self.random.choice([0, 1, 1, 2, 5])
            self.clock.at = max(self.clock.at, self.clock.after(self.minute))
            self.step()

    def step(self):
        act = self.random.choice(
            [self.publish] * 6
            + [self.cancel] * 3
            + [self.swap] * 2
            + [self.withdraw, self.move, self.end, self.rename, self.redirect, self.follow]
        )
        over = self.rows_over()
        try:
            act()
            self.done += 1
            self.tally[act.__name__] += 1
        except Refused as refusal:
            self.tally[f"{act.__name__}: {type(refusal).__name__}"] += 1
            self.judge(refusal)
        self.watch(act, over)

    # --- Acts

    def page(self):
        found = self.random.choice(self.articles)
        found.refresh_from_db()
        return found

    def moment(self):
        return self.random.choice([None, self.later()])

    def later(self):
        # Whole numbers of ten, so that schedules often share an instant.
        return self.clock.after(self.minute // 10 * 10 + self.random.choice([0, 10, 20, 30]))

    def publish(self):
        article = self.page()
        article.title = f"Text {self.done} {self.random.random()}"
        if self.random.random() < 0.2:
            article.slug = f"page-{self.random.randrange(5)}"
        revision = publishing.save_draft(article=article, by=None).revision
        factories.publish(
            revision,
            starts_at=self.moment(),
            until=self.moment(),
            keep_schedule=self.random.random() < 0.7,
        )

    def cancel(self):
        rows = list(Publication.objects.happened().exclude(article=None))
        ahead = [row for row in rows if row.starts_at > self.clock.at]
        if ahead or self.random.random() < 0.1:
            ahead = ahead or rows
        if ahead:
            publishing.cancel_schedule(publication=self.random.choice(ahead), by=None)

    def end(self):
        rows = list(Publication.objects.ahead(at=self.clock.at).exclude(article=None))
        if rows:
            row = self.random.choice(rows)
            publishing.set_end(publication=row, until=self.moment(), by=None)

    def swap(self):
        live = Publication.objects.live(at=self.clock.at).pages().select_related("article")
        pages = [row.article for row in live] + [self.page()]
        one, other = self.random.choice(pages), self.random.choice(pages)
        publishing.swap(one=one, other=other, by=None, starts_at=self.moment())

    def withdraw(self):
        leads_to = self.random.choice([None, None, self.page()])
        publishing.withdraw(
            article=self.page(),
            reason="For a test.",
            by=None,
            gone=self.random.random() < 0.3,
            starts_at=self.moment(),
            leads_to=leads_to,
        )

    def move(self):
        publishing.move(
            article=self.page(),
            section=self.random.choice(self.sections),
            slug=f"page-{self.random.randrange(5)}",
            by=None,
        )

    def rename(self):
        section = Section.objects.get(pk=self.random.choice(self.sections).pk)
        self.names += 1
        section.slug = f"section-{self.names % 3}"
        if not Section.objects.filter(slug=section.slug).exists():
            publishing.save_section(section=section, by=None)
        self.sections = list(Section.objects.filter(pk__in=[one.pk for one in self.sections]))

    def redirect(self):
        path = f"/section-0/page-{self.random.randrange(5)}/"
        publishing.redirect(path=path, target_url="/elsewhere/", by=None)

    def follow(self):
        publishing.follow_schedules()

    # --- What must be true

    def rows_over(self):
        over = Publication.objects.filter(ends_at__lte=self.clock.at)
        return {row["id"]: row for row in over.values()}

    def watch(self, act, over):
        now = {row["id"]: row for row in Publication.objects.filter(pk__in=over).values()}
        if now != over:
            self.found.append(f"{act.__name__} changed what is over")
        self.remember()

    def remember(self):
        """Answers of this moment and of some to come; those of the past must stay for ever."""
        paths = set(Publication.objects.values_list("path", flat=True))
        if paths:
            path, at = self.random.choice(sorted(paths)), self.clock.at
            self.remembered[path, at] = self.answer(path, at)

    def answer(self, path, at):
        answer = Publication.objects.answer(path, at=at)
        return answer.kind, answer.address, answer.publication and answer.publication.revision_id

    def judge(self, refusal):
        sentence = str(refusal)
        is_sentence = sentence[:1].isupper() or sentence[:1] == "“"
        if isinstance(refusal, Conflict) or not (is_sentence and sentence[-1] in ".!?"):
            self.found.append(f"not a refusal in words: {refusal!r}")

    def mistakes(self):
        return [*self.found, *self._rewritten(), *self._twins("path"), *self._twins("article_id")]

    def _rewritten(self):
        for (path, at), answer in self.remembered.items():
            if self.answer(path, at) != answer:
                yield f"{path} answered {answer} at {at}, and now {self.answer(path, at)}"

    def _twins(self, name):
        by_value = {}
        for row in Publication.objects.happened().order_by("starts_at").values():
            if row[name] is not None:
                by_value.setdefault(row[name], []).append(row)
        for value, rows in by_value.items():
            for before, after in zip(rows, rows[1:], strict=False):
                if before["ends_at"] is None or before["ends_at"] > after["starts_at"]:
                    yield f"two rows for {name} {value} at {after['starts_at']}"
