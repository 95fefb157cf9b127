"""Who may do what. Every view, form, list and download asks here, about the page at hand.

Rights come with roles (``articles/roles.py``). A right over pages applies only in someone's
assigned sections, if they have any; their own pages, as owner or co-author, are theirs everywhere.
"""

from django.db.models import Q

from articles.models import Article, Section, SiteSettings

WRITE_OWN = "articles.write_own_article"
WRITE = "articles.change_article"
READ = "articles.view_article"
ADD = "articles.add_article"
APPROVE = "articles.approve_article"
PUBLISH = "articles.publish_article"


def is_editor(user):
    """Whether ``user`` may enter the desk at all."""
    return user.is_active and user.is_staff


def is_own(user, article):
    """Whether ``user`` looks after the page, or was invited to write it."""
    if article.owner_id == user.pk:
        return True
    return article.pk is not None and article.coauthors.filter(pk=user.pk).exists()


def may_write(user, article=None):
    """Write and preview pages: a new one, or ``article``. What is archived is only read."""
    if not is_editor(user):
        return False
    if article is None:
        return user.has_perm(ADD) or user.has_perm(WRITE)
    if article.archived_at is not None:
        return False
    return _has(user, WRITE, article) or (user.has_perm(WRITE_OWN) and is_own(user, article))


def may_read(user, article=None):
    """See working copies, previews, history and comparisons."""
    if not is_editor(user):
        return False
    if article is None:
        return any(user.has_perm(right) for right in (*READING, WRITE_OWN, ADD))
    return (
        any(_has(user, right, article) for right in READING)
        or (user.has_perm(WRITE_OWN) and is_own(user, article))
        or _is_named_reviewer(user, article)
    )


def may_submit(user, article):
    """Give a draft to someone to read."""
    return may_write(user, article)


def may_remark(user, article):
    """Comment on a draft: anyone who may write or approve it."""
    return may_write(user, article) or may_approve(user, article)


def may_approve(user, article=None):
    """Approve pages or ask for changes. (Who wrote a text cannot approve it: that the act asks.)"""
    return _has(user, APPROVE, article)


def may_confirm_reviewer(user, article):
    """Confirm a page's outside reviewer: publishers, and people who manage accounts.

    (That it is none of the page's authors the act asks.)
    """
    if article.archived_at is not None:
        return False
    return may_publish(user, article) or may_manage_account(user)


def confirms_reviewers(user):
    """Whether there is any page whose outside reviewer someone may confirm."""
    return may_publish(user) or may_manage_account(user)


def may_confirm_review(user, article=None):
    """Confirm a page's review: reviewers, and the page's clinical reviewer."""
    return _has(user, APPROVE, article) or _is_named_reviewer(user, article)


def _is_named_reviewer(user, article):
    is_named = article is not None and article.clinical_reviewer is not None
    return is_editor(user) and is_named and article.clinical_reviewer.account_id == user.pk


def may_name_reviewer(user, article=None):
    """Choose a page's clinical reviewer: not its authors, who could choose themselves."""
    return may_approve(user, article) or may_publish(user, article)


def may_set_review_date(user, article):
    """Set an earlier review date: anyone who may write, review or publish the page."""
    return (
        may_write(user, article) or may_confirm_review(user, article) or may_publish(user, article)
    )


def may_publish(user, article=None):
    """Publish, schedule, move and withdraw pages."""
    if article is not None and article.archived_at is not None:
        return False
    return _has(user, PUBLISH, article)


def may_publish_text(user, revision):
    """Publish exactly this text, which an older save may have put into another section."""
    limits = sections_of_work(user)
    is_inside = not limits or revision.section_id is None or revision.section_id in limits
    return is_inside and may_publish(user, revision.article)


def may_dismiss(user, article, *, is_error=False):
    """Dismiss a finding: a warning, anyone who writes or approves the page.

    An error blocks publishing, so authors cannot dismiss it: reviewers and publishers can.
    """
    if article.archived_at is not None:
        return False
    decides = may_approve(user, article) or may_publish(user, article)
    return decides or (not is_error and may_write(user, article))


def may_archive(user, thing):
    """Move something to the trash, or restore it.

    Pages: publishers, and owners while no reader has seen the page. Images, links and people:
    anyone who may change them.
    """
    if not isinstance(thing, Article):
        return is_editor(user) and user.has_perm(f"articles.change_{thing._meta.model_name}")
    return _may_archive_page(user, thing)


def _may_archive_page(user, article):
    if _has(user, PUBLISH, article):
        return True
    was_read = article.publications.happened().exists()
    is_theirs = is_editor(user) and user.has_perm(WRITE_OWN) and is_own(user, article)
    return is_theirs and not was_read


def may_invite(user, article=None):
    """Change who owns a page and who writes it along with them."""
    if article is None:
        return _has(user, PUBLISH, None)
    if not is_editor(user) or article.archived_at is not None:
        return False
    is_owner = article.owner_id == user.pk and user.has_perm(WRITE_OWN)
    return is_owner or _has(user, PUBLISH, article)


def may_look_at(user, model):
    """See the list of people, links, images, sections or menus."""
    meta = model._meta
    names = [f"{meta.app_label}.{act}_{meta.model_name}" for act in ("view", "change")]
    return is_editor(user) and any(user.has_perm(name) for name in names)


def may_change(user, model):
    """Change people, links, sections, terms or the site's settings."""
    meta = model._meta
    return is_editor(user) and user.has_perm(f"{meta.app_label}.change_{meta.model_name}")


def may_arrange_home(user):
    """Change the home page and the order of sections and of their pages: so in every section."""
    may_both = user.has_perm("articles.change_section") and user.has_perm(PUBLISH)
    return is_editor(user) and may_both and not sections_of_work(user)


def may_see_old_facts(user):
    """See what still names an old number or address: anyone who may change some of it, or look."""
    return may_read(user) or may_look_at(user, SiteSettings)


def may_arrange_menus(user):
    return is_editor(user) and user.has_perm("accessibility.change_menu")


def may_publish_menus(user):
    return is_editor(user) and user.has_perm("accessibility.publish_menu")


def may_answer_messages(user):
    return is_editor(user) and user.has_perm("accessibility.change_message")


def may_start(user):
    """Begin a new page."""
    return is_editor(user) and user.has_perm(ADD)


def may_choose_images(user):
    return may_write(user)


def may_send_images(user):
    """Put new images into the library."""
    return is_editor(user) and user.has_perm("articles.add_image")


def may_describe(user, image):
    """Describe an image: the first time, anyone who may add images."""
    return may_change_images(user) or (image.is_undescribed and may_send_images(user))


def may_change_images(user):
    """Change an image's words and focus, and put another file in its place."""
    return is_editor(user) and user.has_perm("articles.change_image")


def may_manage_account(user, account=None):
    """Change accounts; those that may do everything are left to each other."""
    if not (is_editor(user) and user.has_perm("auth.change_user")):
        return False
    return user.is_superuser or account is None or not account.is_superuser


def may_give_rights(user, account=None):
    """Say what an account may do: nobody but a superuser decides about their own."""
    return may_manage_account(user, account) and (user.is_superuser or account != user)


def may_read_site_history(user):
    """See what everyone did; names of pages only where ``may_read`` or the public knows them."""
    return is_editor(user) and user.has_perm("articles.view_event")


def may_replace_links(user):
    """Change the address of a link on every page at once, so in every section."""
    may_both = user.has_perm("articles.change_link") and user.has_perm(PUBLISH)
    return is_editor(user) and may_both and not sections_of_work(user)


# Anyone who may do one of these with every page may also read every page.
READING = (READ, WRITE, APPROVE, PUBLISH)


def readable(user):
    """The pages whose working copies ``user`` may read: the queryset twin of ``may_read``."""
    if not is_editor(user):
        return Article.objects.none()
    own = Q(clinical_reviewer__account=user)
    if user.has_perm(WRITE_OWN):
        own |= Q(owner=user) | Q(pk__in=user.coauthored.values("pk"))
    if not any(user.has_perm(right) for right in READING):
        return Article.objects.filter(own)
    sections = sections_of_work(user)
    return Article.objects.filter(own | Q(section__in=sections)) if sections else _all()


def reads_every_page(user):
    """Whether ``readable`` leaves nothing out, so that it need not be asked."""
    may_read_others = is_editor(user) and any(user.has_perm(right) for right in READING)
    return may_read_others and not sections_of_work(user)


def only_readable(rows, user, *, page="pk"):
    """Of ``rows`` those whose page ``user`` may read; ``page`` names it."""
    if reads_every_page(user):
        return rows
    return rows.filter(**{f"{page}__in": readable(user).order_by().values("pk")})


def approvable(user):
    """The pages someone may approve: the queryset twin of ``may_approve``."""
    return _all_with(user, APPROVE)


def publishable(user):
    """The pages someone may publish: the queryset twin of ``may_publish``, but for the trash."""
    return _all_with(user, PUBLISH)


def _all_with(user, right):
    """All pages, or those of someone's sections where their right is limited to them."""
    if not (is_editor(user) and user.has_perm(right)):
        return Article.objects.none()
    sections = sections_of_work(user)
    return Article.objects.filter(section__in=sections) if sections else _all()


def with_reviewers_to_confirm(user):
    """Pages whose outside reviewer someone may confirm: the twin of ``may_confirm_reviewer``."""
    return _all() if may_manage_account(user) else _all_with(user, PUBLISH)


def _all():
    return Article.objects.all()


def sections_open_to(user, article=None):
    """Where ``user`` may put a page: their assigned sections, and the one it is in."""
    limits = sections_of_work(user)
    if not limits:
        return Section.objects.in_order()
    stays = [article.section_id] if article is not None else []
    return Section.objects.in_order().filter(pk__in=[*limits, *stays])


def sections_of_work(user):
    """Keys of the sections a person's rights are limited to; empty: they hold everywhere."""
    if user.is_superuser:
        return frozenset()
    if not hasattr(user, "_section_keys"):
        user._section_keys = frozenset(
            Section.objects.filter(editors=user).values_list("pk", flat=True)
        )
    return user._section_keys


def _has(user, right, article):
    """Whether someone has a right, in the page's section where the right is limited."""
    if not (is_editor(user) and user.has_perm(right)):
        return False
    limits = sections_of_work(user) if article is not None else frozenset()
    return not limits or article.section_id in limits
