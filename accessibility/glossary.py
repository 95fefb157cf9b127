"""The glossary: its acts, its terms as values, and its page from A to Z."""

import unicodedata

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.text import slugify

from accessibility.changes import history
from accessibility.changes.act_lock import act
from accessibility.changes.optimistic_lock import SavedRow, locked, merge_into
from accessibility.models import Term
from accessibility.terms import TermFact

TERM_SAVED = history.TERM_SAVED
NO_LETTER = "0–9"


# --- Reading ---------------------------------------------------------------------------------


def facts(*, language=None):
    """The terms in use as values, in one query; of one ``language`` where it is given."""
    terms = Term.objects.in_use()
    if language is not None:
        terms = terms.filter(language=language.split("-")[0].lower())
    return tuple(map(as_fact, terms))


def as_fact(term):
    return TermFact(
        name=term.name,
        plain_words=term.plain_words,
        abbreviation=term.abbreviation,
        other_spellings=tuple(term.other_spellings),
        misspellings=tuple(term.misspellings),
        language=term.language,
        address=term.get_absolute_url(),
        is_explained=term.explained_on_pages,
    )


def from_a_to_z():
    """The terms in use by language, English first, and by their first letter."""
    languages = {"en": {}}
    for term in sorted(Term.objects.in_use(), key=_in_order):
        letters = languages.setdefault(term.language, {})
        letters.setdefault(_letter(term.name), []).append(term)
    return languages


def _in_order(term):
    return _plain(term.name).casefold()


def _letter(name):
    first = _plain(name)[:1].upper()
    return first if first.isalpha() else NO_LETTER


def _plain(text):
    """Without accents, so that “ácido” stands under A."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))


def spelled_alike(term):
    """Spellings of ``term`` that another term of its language has: pairs (spelling, other)."""
    mine = {spelling.casefold() for spelling in as_fact(term).written}
    others = Term.objects.filter(language=term.language).exclude(pk=term.pk)
    return [
        (spelling, other)
        for other in others
        for spelling in as_fact(other).written
        if spelling.casefold() in mine
    ]


# --- Writing ---------------------------------------------------------------------------------


def save_term(*, term, by, opened=None):
    """Save one term; pages that use it show it at once.

    ``opened``: what a form of it began with. What others saved since then is merged, or refused as
    FormConflict. Returns a SavedRow.
    """
    with act(TERM_SAVED):
        merged = merge_into(term, stored=locked(term), opened=opened, by=by)
        save_terms(terms=[term], by=by)
        return SavedRow(term, merged)


def save_terms(*, terms, by):
    """Save terms as one act. What their pages say is updated by the app that keeps pages."""
    with act(TERM_SAVED) as announcement:
        words = set()
        for term in terms:
            words |= _words_of_stored(term)
            term.slug = term.slug or _free_slug(term)
            term.full_clean()
            term.save()
            history.record(TERM_SAVED, by=by, thing=term)
            words |= set(as_fact(term).written)
        announcement.invalidate(paths=[reverse("accessibility:glossary")])
        _let_pages_follow(words, by=by)


def _words_of_stored(term):
    stored = Term.objects.filter(pk=term.pk).first() if term.pk else None
    return set(as_fact(stored).written) if stored else set()


def _free_slug(term):
    slug = slugify(term.name)[:90].strip("-") or "term"
    taken = set(Term.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return slug if slug not in taken else next(each for each in numbered if each not in taken)


def _let_pages_follow(words, *, by):
    if follower := settings.ACCESSIBILITY_GLOSSARY_FOLLOWER:
        import_string(follower)(words=sorted(words), by=by)
