"""Pages follow the glossary: those that use a term that changed are rendered again."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db.models import Q

from articles import search
from articles.models import Event, Publication, Revision
from articles.publishing.act import Act, start_act
from articles.publishing.drafts.rendering import context_now, render_again

Kind = Publication.Kind


def explain_again(*, words: Iterable[str], by: User | None) -> int:
    """Show pages that hold one of ``words``, live or to come, as the glossary has it now.

    Returns how many look different. Drafts follow when they are saved or published.
    """
    with start_act(Event.Verb.RENDERED, by=by, data={"context": context_now().pk}) as act:
        holding = Q(pk__in=[])
        for word in words:
            holding |= Q(revision__body__icontains=word)
        shown: dict[Revision, list[Publication]] = {}
        ahead = Publication.objects.ahead(at=act.at).filter(holding, kind=Kind.PAGE)
        for publication in ahead.select_related("revision__article"):
            shown.setdefault(publication.revision, []).append(publication)
        changed = render_again(shown)
        for revision in changed:
            _tell(revision, shown[revision], act)
        return len(changed)


def _tell(revision: Revision, publications: Iterable[Publication], act: Act) -> None:
    search.index(revision, text=revision.renderings.latest("pk").rendered.text)
    live = [publication.path for publication in publications if publication.is_live(at=act.at)]
    act.invalidate(articles=[revision.article_id], paths=live)
