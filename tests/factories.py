"""Rows for tests: required fields are filled with dull values; the rest is written in the test."""

from itertools import count

from django.contrib.auth import get_user_model

from accessibility import glossary
from accessibility.models import Term
from articles import publishing
from articles.models import Article, Link, Person, Section, SiteSettings

_numbers = count(1)


def user(**fields):
    """Someone without rights; ``is_superuser=True`` may do everything."""
    fields.setdefault("username", f"user-{next(_numbers)}")
    return get_user_model().objects.create_user(password="a long test password", **fields)


def administrator(**fields):
    return user(is_staff=True, is_superuser=True, **fields)


def section(slug="symptoms", **fields):
    fields.setdefault("name", slug.replace("-", " ").capitalize())
    found = Section.objects.filter(slug=slug).first()
    return found or publishing.save_section(section=Section(slug=slug, **fields), by=None).row


def person(name="Rosa Example", **fields):
    fields.setdefault("slug", f"person-{next(_numbers)}")
    return publishing.save_person(person=Person(name=name, **fields), by=None).row


def link(address=None, **fields):
    address = address or f"https://example.org/{next(_numbers)}"
    fields.setdefault("title", "A page elsewhere")
    fields.setdefault("publisher", "Example Society")
    return publishing.save_link(link=Link(address=address, **fields), by=None).row


def article(**fields):
    """An unsaved working copy with everything that publishing asks for."""
    number = next(_numbers)
    defaults = {
        "title": "Living with fatigue",
        "slug": f"living-with-fatigue-{number}",
        "summary": "Why MS tires you, and what helps.",
        "body": "Rest before you are tired.",
    }
    fields = defaults | fields
    if "section" not in fields:
        fields["section"] = section()
    return Article(**fields)


def draft(*, by=None, byline=None, resources=None, **fields):
    """A saved working copy; returns its first revision."""
    return publishing.save_draft(
        article=article(**fields), by=by, byline=byline, resources=resources
    ).revision


def publish(revision, *, by=None, **options):
    """Publish a revision for a test that is not about approval; returns its publication."""
    return publishing.publish(revision=revision, by=by, reason="For a test", urgent=True, **options)


def approve(revision, *, by=None):
    """Someone who did not write the revision approves it; returns the approval."""
    submission = publishing.submit(
        revision=revision, by=None, changed="All of it", reviewer=by or user()
    )
    decision = publishing.decide(submission=submission, verdict="approved", by=submission.reviewer)
    return decision.approval


def live_article(**fields):
    """A published page; returns its publication."""
    return publish(draft(**fields))


def site_settings(**fields):
    """The site's settings row, saved."""
    defaults = {"site_name": "MS Center", "home_title": "Living with MS"}
    return publishing.save_settings(settings=SiteSettings(pk=1, **(defaults | fields)), by=None).row


def term(name="myelin", **fields):
    """A term of the glossary, in use."""
    fields.setdefault("plain_words", "The covering of nerve fibers.")
    return glossary.save_term(term=Term(name=name, **fields), by=None).row
