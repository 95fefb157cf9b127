"""What readers get. Every page is made from publications, revisions, renderings and reviews."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accessibility import glossary
from accessibility.changes.page_context import page_context
from accessibility.terms import said_otherwise, terms_in
from articles import search
from articles.models import Person, Publication, Section
from articles.public import context as public_context
from articles.public import lists

RESULTS_ON_A_PAGE = 10


def moment_of(request):
    """Now; a page that is baked beforehand is made as it will be at the moment of its context."""
    return page_context(request).at or timezone.now()


@require_safe
def home(request):
    return render(request, "articles/home.html", public_context.home(at=moment_of(request)))


@require_safe
def section(request, slug):
    shown = Section.objects.filter(slug=slug).first()
    if shown is None:
        return any_page(request, path=f"{slug}/")
    return render(request, "articles/section.html", lists.section(shown, at=moment_of(request)))


def answer_for(request, path):
    """What the address answers; who bakes many pages has asked for them all at once."""
    context = page_context(request)
    if known := context.answers.get(path):
        return known
    answer = Publication.objects.answer(path, at=moment_of(request))
    if answer.around:
        # Unless someone put others in their place: a preview of a menu is such a page.
        context.site_settings = context.site_settings or answer.around.site
        context.live_menus = context.live_menus or answer.around.menus
    return answer


def _page(request, answer):
    context = public_context.page(answer.publication, on=timezone.localdate(moment_of(request)))
    return render(request, "articles/page.html", context)


def _notice(request, answer):
    context = public_context.notice(answer.publication, at=moment_of(request))
    return render(request, "articles/notice.html", context)


def _gone(request, answer):
    shown = answer.publication
    context = (
        public_context.notice(shown, at=moment_of(request)) if shown and shown.revision else {}
    )
    return render(request, "articles/gone.html", context, status=410)


def _redirect(request, answer):
    return HttpResponsePermanentRedirect(answer.address)


def _not_found(request, answer):
    raise Http404


ANSWERS = {
    "page": _page,
    "notice": _notice,
    "gone": _gone,
    "redirect": _redirect,
    "not found": _not_found,
}


@require_safe
def any_page(request, path):
    """Whatever a publication answers: a page, a notice, an old site's address, or nothing."""
    answer = answer_for(request, f"/{path}")
    if answer.kind == "not found" and not path.endswith("/"):
        return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
    return ANSWERS[answer.kind](request, answer)


@require_safe
def short(request, path):
    """The short view of a live page; of anything else, what its own address answers."""
    answer = answer_for(request, f"/{path}")
    if answer.kind == "page":
        on = timezone.localdate(moment_of(request))
        context = public_context.short(answer.publication, on=on)
        context["canonical"] = request.build_absolute_uri(answer.publication.path)
        return render(request, "articles/short.html", context)
    if answer.kind in ("notice", "gone"):
        return HttpResponsePermanentRedirect(f"/{path}")
    if answer.kind == "redirect" and answer.address.startswith("/"):
        return HttpResponsePermanentRedirect(f"{answer.address}short/")
    return any_page(request, path=f"{path}short/")


@require_safe
def person(request, slug):
    shown = get_object_or_404(Person.objects.select_related("portrait"), slug=slug)
    listed = lists.person(shown, at=moment_of(request))
    if shown.archived_at is not None and not any(listed.values()):
        raise Http404
    return render(request, "articles/person.html", public_context.person(shown) | listed)


@require_safe
def person_part(request, slug, part):
    """Those of someone's pages that begin with some letters, where they have many."""
    shown = get_object_or_404(Person, slug=slug)
    return _part(request, lists.person_part(shown, part, at=moment_of(request)))


@require_safe
def resources(request, part=None):
    found = lists.resources(at=moment_of(request), part=part)
    if found is None:
        raise Http404
    if part is not None:
        whole = {"name": "Resources", "url": reverse("articles:resources")}
        found["breadcrumbs"] = [*public_context.breadcrumbs(None), whole]
    return render(request, "articles/resources.html", found)


@require_safe
def site_index(request):
    return render(request, "articles/site_index.html", lists.site_index(at=moment_of(request)))


@require_safe
def index_part(request, slug, part):
    """What begins with some letters, of a list that is too long to be read whole."""
    return _part(request, lists.index_part(slug, part, at=moment_of(request)))


def _part(request, found):
    if found is None:
        raise Http404
    above = {"name": found["name"], "url": found["whole"]}
    breadcrumbs = [*public_context.breadcrumbs(None), above]
    return render(request, "articles/index_part.html", found | {"breadcrumbs": breadcrumbs})


@require_safe
def search_results(request):
    """Results for ``?q=``; asked nothing, or too much, the page says what helps."""
    words = " ".join(request.GET.get("q", "").replace("\x00", " ").split())
    too_long = len(words) > search.LONGEST_QUERY
    now = moment_of(request)
    is_asked = words and not too_long
    terms = terms_in(words, glossary.facts()) if is_asked else []
    otherwise = said_otherwise(words, terms)
    found = Publication.objects.none()
    if is_asked:
        found = search.search(words, at=now, otherwise=otherwise)
    shown = Paginator(found, RESULTS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "query": words,
        "is_too_long": too_long,
        "longest": search.LONGEST_QUERY,
        "count": shown.paginator.count,
        "results": [public_context.result(publication) for publication in shown],
        "shown": shown,
        "terms": terms,
        "otherwise": otherwise,
        **(_if_nothing_found(words, at=now) if is_asked and not shown.paginator.count else {}),
        "sections": Section.objects.in_order(),
        "site_name": settings.SITE_NAME,
    }
    return render(request, "articles/search.html", context)


def _if_nothing_found(words, *, at):
    """Why, or what may have been meant."""
    if search.are_small_words(words):
        return {"are_small_words": True}
    return {"respelling": search.respelling(words, at=at)}
