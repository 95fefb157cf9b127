"""Pages follow the glossary: those that use a term that changed are rendered again."""

from django.db.models import Q

from articles import search
from articles.models import Event, Publication
from articles.publishing.act import act
from articles.publishing.drafts.saving import context_now, render_again

Kind = Publication.Kind


def explain_again(*, words, by):
    """Show pages that hold one of ``words``, live or to come, as the glossary has it now.

    Returns how many look different. Drafts follow when they are saved or published.
    """
    with act(Event.Verb.RENDERED, by=by, data={"context": context_now().pk}) as doing:
        holding = Q(pk__in=[])
        for word in words:
            holding |= Q(revision__body__icontains=word)
        shown = {}
        ahead = Publication.objects.ahead(at=doing.at).filter(holding, kind=Kind.PAGE)
        for publication in ahead.select_related("revision__article"):
            shown.setdefault(publication.revision, []).append(publication)
        changed = render_again(shown)
        for revision in changed:
            _tell(revision, shown[revision], doing)
        return len(changed)


def _tell(revision, publications, doing):
    search.index(revision, text=revision.renderings.latest("pk").rendered.text)
    live = [publication.path for publication in publications if publication.is_live(at=doing.at)]
    doing.touch(articles=[revision.article_id], paths=live)
