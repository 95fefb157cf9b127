"""The roles people have at the desk, as groups; made again after every migrate."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

READ_EVERYTHING = (
    *(f"articles.view_{name}" for name in ("article", "section", "person", "link", "image")),
    "articles.view_sitesettings",
    "accessibility.view_menu",
    "accessibility.view_term",
    "accessibility.view_message",
)
ROLES = {
    "Author": (
        "articles.add_article",
        "articles.write_own_article",
        "articles.add_image",
        "articles.view_image",
        "articles.view_link",
        "articles.view_person",
    ),
    "Reviewer": (
        "articles.view_article",
        "articles.approve_article",
        "articles.view_image",
        "articles.view_link",
        "articles.view_person",
    ),
    "Publisher": (
        "articles.add_article",
        "articles.write_own_article",
        "articles.change_article",
        "articles.view_article",
        "articles.publish_article",
        *(
            f"articles.{act}_{name}"
            for name in ("section", "person", "link", "image")
            for act in ("add", "change", "view")
        ),
        "accessibility.add_menu",
        "accessibility.change_menu",
        "accessibility.view_menu",
        "accessibility.publish_menu",
        *(f"accessibility.{act}_term" for act in ("add", "change", "view")),
    ),
    "Administrator": (
        *(f"articles.{act}_person" for act in ("add", "change", "view")),
        *(f"articles.{act}_sitesettings" for act in ("add", "change", "view")),
        "accessibility.view_message",
        "accessibility.change_message",
        *(f"auth.{act}_user" for act in ("add", "change", "view")),
        "auth.view_group",
        "articles.view_event",
    ),
    "Auditor": (*READ_EVERYTHING, "auth.view_user", "auth.view_group", "articles.view_event"),
}

# What the account form says beside each role.
IN_WORDS = {
    "Author": "writes and submits their own pages, and pages they are invited to",
    "Reviewer": "reads all pages, approves them or requests changes, confirms reviews",
    "Publisher": (
        "writes and reads all pages, publishes, schedules and withdraws them; manages "
        "sections, people, links, images, menus and the glossary"
    ),
    "Administrator": (
        "manages accounts, people, site settings and readers' messages; sees the site history"
    ),
    "Auditor": "reads everything, drafts and accounts included, and changes nothing",
}


def make_roles(**_):
    """Give every role exactly its rights; groups that someone made themselves stay as they are.

    Called when a migrate has ended, because only then do the rights of new models exist. Rights
    that the schema does not know yet, half-way through its migrations, are left out.
    """
    for name, rights in ROLES.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set(_permissions(rights))


def _permissions(rights):
    wanted = Q(pk__in=[])
    for right in rights:
        app, codename = right.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    return Permission.objects.filter(wanted)
