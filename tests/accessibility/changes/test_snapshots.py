import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from accessibility import glossary
from accessibility.changes.snapshots import is_overtaken, one_snapshot, read_in_one_snapshot
from accessibility.models import Term
from tests.between_queries import elsewhere

pytestmark = pytest.mark.django_db(transaction=True)


def a_term(name):
    return glossary.save_term(term=Term(name=name, plain_words="A word."), by=None).row


def rename(term, name):
    elsewhere(lambda: Term.objects.filter(pk=term.pk).update(name=name))


def names():
    return ", ".join(Term.objects.values_list("name", flat=True))


def renaming(term):
    """A view that reads twice, with someone else's save between."""

    def view(request):
        before = names()
        rename(term, "neuron")
        return HttpResponse(f"{before} {names()}")

    return view


def answer(view, method="get"):
    return read_in_one_snapshot(view)(getattr(RequestFactory(), method)("/")).content.decode()


def test_all_queries_of_a_snapshot_see_one_moment():
    term = a_term("myelin")

    with one_snapshot():
        before = names()
        rename(term, "neuron")
        after = names()

    assert (before, after, names()) == ("myelin", "myelin", "neuron")


def test_a_page_that_is_read_sees_one_moment_and_a_post_sees_what_was_saved_since():
    term = a_term("myelin")

    assert answer(renaming(term)) == "myelin myelin"
    rename(term, "myelin")
    assert answer(renaming(term), "post") == "myelin neuron"


def test_the_connection_reads_as_ever_once_a_snapshot_is_over():
    term = a_term("myelin")
    with one_snapshot():
        names()

    assert renaming(term)(None).content.decode() == "myelin neuron"
    assert not connection.in_atomic_block


def test_inside_a_transaction_a_snapshot_joins_it():
    with transaction.atomic(), one_snapshot():
        a_term("axon")

    assert names() == "axon"


def test_what_a_page_writes_on_the_way_is_kept():
    assert answer(lambda request: HttpResponse(a_term("axon").name)) == "axon"
    assert names() == "axon"


def writing(term, *, overtaken):
    """A view that writes a row which someone else wrote since its snapshot, so many times."""
    tries = []

    def view(request):
        names()
        tries.append(len(tries))
        if len(tries) <= overtaken:
            rename(term, f"Theirs {len(tries)}")
        Term.objects.filter(pk=term.pk).update(plain_words="Mine.")
        return HttpResponse(f"{names()} {len(tries)}")

    return view


def test_a_page_that_writes_what_somebody_else_wrote_since_is_read_again():
    term = a_term("myelin")

    assert answer(writing(term, overtaken=2)) == "Theirs 2 3"


def test_a_page_that_is_overtaken_again_and_again_fails_in_the_end():
    with pytest.raises(DatabaseError) as problem:
        answer(writing(a_term("myelin"), overtaken=99))

    assert is_overtaken(problem.value)


def test_other_faults_of_the_database_are_not_tried_again():
    calls = []

    def view(request):
        calls.append(1)
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

    with pytest.raises(DatabaseError):
        answer(view)

    assert calls == [1]
