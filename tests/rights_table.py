"""Who may open which address of the site: one row an address, as the URL configuration spells it.

A row says for GET and for POST who is let in; everybody else is refused: sent to the sign-in, or
answered with 403, 404 or 405. Audiences are written as ``{role: things}``; a thing is whose page
the address is about: one's own, someone else's, or either of them in the bin. Addresses about
anything else, or nothing, use ``anyone_of(roles)``.

A new address needs a row in ``TABLE``; ``Row.about`` names what fills the address's gaps (see
``gaps`` in test_rights.py), ``data`` is what is posted.
"""

from dataclasses import dataclass, field

ANONYMOUS, READER, BYSTANDER = "anonymous", "signed in, not staff", "staff without a role"
AUTHOR, REVIEWER, PUBLISHER = "Author", "Reviewer", "Publisher"
ADMINISTRATOR, AUDITOR, SUPERUSER = "Administrator", "Auditor", "superuser"
AUTHOR_ELSEWHERE = "Author limited to another section"
PUBLISHER_ELSEWHERE = "Publisher limited to another section"
STAFF = (
    BYSTANDER, AUTHOR, AUTHOR_ELSEWHERE, REVIEWER, PUBLISHER, PUBLISHER_ELSEWHERE,
    ADMINISTRATOR, AUDITOR, SUPERUSER,
)  # fmt: skip
ROLES = (ANONYMOUS, READER, *STAFF)

OWN, OTHER, OWN_IN_BIN, OTHER_IN_BIN = "own", "other's", "own archived", "other's archived"
PAGES = (OWN, OTHER, OWN_IN_BIN, OTHER_IN_BIN)
ONE = "one"  # what an address is about, where it is no page of someone's


def pages(things_by_role):
    return frozenset((role, thing) for role, things in things_by_role.items() for thing in things)


def anyone_of(*roles):
    return frozenset((role, ONE) for role in roles)


ALL, THEIRS, OPEN = PAGES, (OWN, OWN_IN_BIN), (OWN, OTHER)
MAY_READ = {
    AUTHOR: THEIRS,
    AUTHOR_ELSEWHERE: THEIRS,
    REVIEWER: ALL,
    PUBLISHER: ALL,
    PUBLISHER_ELSEWHERE: THEIRS,
    AUDITOR: ALL,
    SUPERUSER: ALL,
}
READ = pages(MAY_READ)
WRITE = pages(
    {
        AUTHOR: [OWN],
        AUTHOR_ELSEWHERE: [OWN],
        PUBLISHER: OPEN,
        PUBLISHER_ELSEWHERE: [OWN],
        SUPERUSER: OPEN,
    }
)
APPROVE = pages({REVIEWER: ALL, SUPERUSER: ALL})
PUBLISH = pages({PUBLISHER: OPEN, SUPERUSER: OPEN})
CONFIRM = PUBLISH | pages({ADMINISTRATOR: OPEN})
DISMISS = WRITE | PUBLISH | pages({REVIEWER: OPEN})
ARCHIVE = pages(
    {
        AUTHOR: THEIRS,
        AUTHOR_ELSEWHERE: THEIRS,
        PUBLISHER: ALL,
        PUBLISHER_ELSEWHERE: THEIRS,
        SUPERUSER: ALL,
    }
)

NOBODY = frozenset()
EVERYONE = anyone_of(*ROLES)
DESK = anyone_of(*STAFF)
PUBLISHERS = (PUBLISHER, PUBLISHER_ELSEWHERE, SUPERUSER)
WRITERS = (AUTHOR, AUTHOR_ELSEWHERE, *PUBLISHERS)
EDITORS = (*WRITERS, REVIEWER, AUDITOR)
ACCOUNTS = (ADMINISTRATOR, SUPERUSER)
MENU_DESK = anyone_of(*PUBLISHERS)
MENU_READERS = anyone_of(*PUBLISHERS, AUDITOR)


@dataclass(frozen=True)
class Row:
    get: frozenset
    post: frozenset = NOBODY
    about: str = ""
    data: dict = field(default_factory=dict)
    query: str = ""
    is_there: bool = True  # whoever is let in may find nothing: 404 instead of 403


def of_pages(get=NOBODY, post=NOBODY, **more):
    """A row of an address about one page."""
    return Row(get, post, "page", **more)


def of_model(prefix, about, *, look, add=(), change=()):
    """The rows of a list that Django's admin makes; nothing at the desk is ever deleted."""
    seen = anyone_of(*look)
    return {
        f"{prefix}": Row(seen, seen, query="q=Kestrel"),
        f"{prefix}add/": Row(anyone_of(*add), anyone_of(*add)),
        f"{prefix}<path:object_id>/history/": Row(seen, seen, about),
        f"{prefix}<path:object_id>/delete/": Row(NOBODY, NOBODY, about),
        f"{prefix}<path:object_id>/change/": Row(seen, anyone_of(*change), about),
        f"{prefix}<path:object_id>/": Row(DESK, DESK, about),  # leads to change/
    }


PUBLIC = {
    "": Row(EVERYONE),
    "robots.txt": Row(EVERYONE),
    "sitemap.xml": Row(EVERYONE, EVERYONE),
    "sitemap-site.xml": Row(EVERYONE, EVERYONE),
    "sitemap-pages-<int:number>.xml": Row(EVERYONE, EVERYONE, "sitemap range"),
    "site-index/<slug:slug>/<slug:part>/": Row(NOBODY, about="letter of a short list"),
    "people/<slug:slug>/<slug:part>/": Row(NOBODY, about="letter of someone's few pages"),
    "resources/<slug:part>/": Row(NOBODY, about="letter of few links"),
    "resources/": Row(EVERYONE),
    "search/": Row(EVERYONE, query="q=Kestrel"),
    "site-index/": Row(EVERYONE),
    "glossary/": Row(EVERYONE),
    "comfort/": Row(EVERYONE),
    "keyboard-help/": Row(EVERYONE),
    "accessibility-statement/": Row(EVERYONE),
    "tell-us/": Row(EVERYONE, EVERYONE),
    "tell-us/thanks/": Row(EVERYONE),
    "people/<slug:slug>/": Row(EVERYONE, about="person"),
    "draft/<str:token>/": Row(NOBODY, about="forged link"),
    "review/<str:token>/": Row(EVERYONE, EVERYONE, "review link"),
    "review/<str:token>/thanks/": Row(EVERYONE, about="review link"),
    "review/<str:token>/remarks/<int:pk>/": Row(NOBODY, EVERYONE, "review link"),
    "<slug:slug>/": Row(EVERYONE, about="section"),
    "^(?P<path>[^/]+/[^/]+/)short/$": Row(EVERYONE, about="live page"),
    "^(?P<path>.+)$": Row(EVERYONE, about="live page"),
    "media/images/<str:name>": Row(EVERYONE, about="image"),
    "^(?:admin/)?markdownx(?:/|$)": Row(NOBODY),
}
DOORS = {
    "admin/": Row(DESK, DESK),
    "admin/login/": Row(anyone_of(ANONYMOUS, READER), EVERYONE),
    "admin/logout/": Row(NOBODY, DESK),
    "admin/sign-in/": Row(EVERYONE, EVERYONE),
    "admin/forgotten-password/": Row(EVERYONE, EVERYONE),
    "admin/forgotten-password/sent/": Row(EVERYONE),
    "admin/reset/<str:uidb64>/<str:token>/": Row(EVERYONE, EVERYONE, "password link"),
    "admin/invitation/<str:uidb64>/<str:token>/": Row(EVERYONE, EVERYONE, "password link"),
    "admin/password_change/": Row(DESK, DESK),
    "admin/password_change/done/": Row(DESK),
    "admin/autocomplete/": Row(NOBODY),  # no list of the desk is completed by it
    "admin/jsi18n/": Row(DESK),
    "admin/r/<int:content_type_id>/<path:object_id>/": Row(
        anyone_of(*WRITERS, REVIEWER, ADMINISTRATOR, AUDITOR),
        anyone_of(*WRITERS, REVIEWER, ADMINISTRATOR, AUDITOR),
        about="row on the site",
    ),
    "admin/^(?P<app_label>auth|articles|accessibility)/$": Row(
        anyone_of(*EDITORS, ADMINISTRATOR), anyone_of(*EDITORS, ADMINISTRATOR), about="app"
    ),
}
TEXT_EDITOR = {
    "admin/markdown/links/": Row(anyone_of(*WRITERS)),
    "admin/markdown/paste/": Row(NOBODY, anyone_of(*WRITERS), data={"html": "<p>Kestrel</p>"}),
    "admin/markdown/preview/": Row(NOBODY, anyone_of(*WRITERS), data={"content": "Kestrel"}),
    "admin/markdown/advice/": Row(NOBODY, anyone_of(*WRITERS), data={"content": "Kestrel"}),
    "admin/markdown/spoken/": Row(NOBODY, anyone_of(*WRITERS), data={"content": "Kestrel"}),
    "admin/markdown/repair/": Row(
        NOBODY, anyone_of(*WRITERS), data={"content": "a", "repair": "titled-link", "line": 1}
    ),
    "admin/markdown/dismiss/": Row(NOBODY, anyone_of(*WRITERS), data={"reason": "Fine."}),
    "admin/markdown/frame/": Row(anyone_of(*WRITERS)),
    "admin/markdown/upload/": Row(NOBODY, anyone_of(*WRITERS)),
    "admin/markdown/images/": Row(anyone_of(*WRITERS), query="q=Kestrel"),
}
OWN_DESK = {"admin/preferences/": Row(DESK, DESK)}
AS_OF = {
    "admin/as-of/": Row(anyone_of(*EDITORS), query="at_0=2001-01-01&at_1=09:00"),
    "admin/as-of/page/": Row(
        anyone_of(*EDITORS), query="at_0=2001-01-01&at_1=09:00&address=/symptoms/kestrel/"
    ),
}
WAITING = {
    "admin/copies/": Row(DESK),
    "admin/status/": Row(DESK),
    "admin/help/": Row(DESK),
    "admin/help/<slug:slug>/": Row(DESK, about="help topic"),
    "admin/audit/": Row(anyone_of(*EDITORS)),
    "admin/site-history/": Row(anyone_of(*ACCOUNTS, AUDITOR), query="about=Kestrel"),
    "admin/site-history/csv/": Row(anyone_of(*ACCOUNTS, AUDITOR)),
    "admin/worklists/csv/": Row(DESK),
    "admin/worklists/<slug:slug>/": Row(DESK, about="list"),
    "admin/worklists/<slug:slug>/csv/": Row(DESK, about="list"),
}
BIN = {
    "admin/trash/": Row(DESK),
    "admin/trash/<str:kind>/<int:pk>/archive/": of_pages(ARCHIVE, ARCHIVE),
    "admin/trash/<str:kind>/<int:pk>/restore/": of_pages(NOBODY, ARCHIVE),
}
URGENT = {"revision": 1, "urgent": "yes", "urgent-reason": "Readers must know."}
PAGE = "admin/articles/article/<int:pk>/"
PAGE_LIST = "admin/articles/article/"
OF_PAGES = {
    PAGE_LIST: Row(anyone_of(*EDITORS), anyone_of(*EDITORS), query="q=Kestrel"),
    f"{PAGE_LIST}add/": Row(anyone_of(*WRITERS), anyone_of(*WRITERS)),
    f"{PAGE_LIST}similar-titles/": Row(anyone_of(*WRITERS), query="title=Kestrel"),
    f"{PAGE_LIST}<path:object_id>/change/": of_pages(READ, WRITE, data={"title": "Other"}),
    f"{PAGE_LIST}<path:object_id>/history/": of_pages(READ),
    f"{PAGE_LIST}<path:object_id>/delete/": of_pages(),
    f"{PAGE_LIST}<path:object_id>/": of_pages(
        frozenset((role, thing) for role in STAFF for thing in PAGES),  # leads to change/
        frozenset((role, thing) for role in STAFF for thing in PAGES),
    ),
    f"{PAGE_LIST}autosave/": Row(NOBODY, anyone_of(*WRITERS)),
    f"{PAGE_LIST}here/": Row(NOBODY, anyone_of(*WRITERS)),
    f"{PAGE_LIST}discard/": Row(NOBODY, DESK),  # of unsaved work of one's own
    f"{PAGE}autosave/": of_pages(NOBODY, WRITE),
    f"{PAGE}here/": of_pages(NOBODY, WRITE),
    f"{PAGE_LIST}from-word/": Row(anyone_of(*WRITERS), anyone_of(*WRITERS)),
    f"{PAGE}word-report/": of_pages(READ, is_there=False),  # none of them comes from Word
    f"{PAGE}describe/": of_pages(WRITE, WRITE),
    f"{PAGE_LIST}bulk/<slug:what>/": Row(
        anyone_of(*EDITORS), anyone_of(*EDITORS), "act", query="page=1&page=2"
    ),
    f"{PAGE}preview/screen/": of_pages(READ),
    f"{PAGE}share/": of_pages(NOBODY, READ, data={"revision": 1, "days": 7}),
    f"{PAGE_LIST}preview-style/<str:look>.css": Row(anyone_of(*EDITORS), about="look"),
    f"{PAGE}findings/": of_pages(READ),
    f"{PAGE}spoken/": of_pages(READ),
    f"{PAGE}dismiss/": of_pages(NOBODY, DISMISS, data={"revision": 1, "reason": "Fine."}),
    f"{PAGE}show-again/": of_pages(NOBODY, DISMISS, is_there=False),
    f"{PAGE}repair/": of_pages(NOBODY, WRITE, data={"revision": 1}),
    f"{PAGE}confirm-review/": of_pages(APPROVE, APPROVE),
    f"{PAGE}review-date/": of_pages(APPROVE | WRITE, APPROVE | WRITE),
    f"{PAGE}submit/": of_pages(WRITE, WRITE),
    f"{PAGE}review/": of_pages(READ, READ),  # whoever may not approve is answered, not heard
    f"{PAGE}remark/": of_pages(NOBODY, WRITE | APPROVE, data={"revision": 1, "text": "Why?"}),
    f"{PAGE}resolve-remark/": of_pages(NOBODY, WRITE | APPROVE, is_there=False),
    f"{PAGE}send-again/": of_pages(NOBODY, WRITE),
    f"{PAGE}approve-live/": of_pages(NOBODY, APPROVE),
    f"{PAGE}approve-spelling/": of_pages(NOBODY, PUBLISH, data={"revision": 1}),
    f"{PAGE}dismiss-request/": of_pages(WRITE, WRITE, is_there=False),
    f"{PAGE}confirm-reviewer/": of_pages(CONFIRM, CONFIRM, is_there=False),
    f"{PAGE}preview/": of_pages(READ),
    f"{PAGE}history/": of_pages(READ),
    f"{PAGE}compare/": of_pages(READ, query="from=1&to=1"),
    f"{PAGE}restore/": of_pages(NOBODY, WRITE, data={"revision": 1}),
    f"{PAGE}publish/": of_pages(PUBLISH, PUBLISH, data=URGENT),
    f"{PAGE}withdraw/": of_pages(PUBLISH, PUBLISH, data={"reason": "Wrong", "found": "notice"}),
    f"{PAGE}cancel_schedule/": of_pages(PUBLISH, PUBLISH, is_there=False),  # nothing is scheduled
    f"{PAGE}set_end/": of_pages(PUBLISH, PUBLISH),
    f"{PAGE}swap/": of_pages(PUBLISH, PUBLISH),
    f"{PAGE}hotfix/": of_pages(PUBLISH, PUBLISH),
    f"{PAGE_LIST}scheduled/": Row(anyone_of(*EDITORS)),
    f"{PAGE}move/": of_pages(PUBLISH, PUBLISH, data={"section": 1, "slug": "elsewhere"}),
}
MENU = "admin/accessibility/menu/<int:pk>/"
OF_MENUS = {
    f"{MENU}move/": Row(NOBODY, MENU_DESK, "menu", data={"up": "{item_pk}"}),
    f"{MENU}undo/": Row(NOBODY, MENU_DESK, "menu", data={"step": "{step_pk}"}),
    f"{MENU}redo/": Row(NOBODY, MENU_DESK, "menu", data={"step": "{step_pk}"}),
    f"{MENU}legacy-hint/": Row(NOBODY, MENU_DESK, "menu"),
    f"{MENU}items/choices/": Row(MENU_DESK, about="menu", query="q=Kestrel"),
    f"{MENU}preview/": Row(MENU_READERS, about="menu"),
    f"{MENU}preview/page/": Row(MENU_READERS, about="menu"),
    f"{MENU}versions/<int:version_pk>/": Row(MENU_READERS, about="menu"),
    f"{MENU}items/add/": Row(MENU_DESK, MENU_DESK, "menu"),
    f"{MENU}items/<int:item_pk>/": Row(MENU_DESK, MENU_DESK, "menu"),
    f"{MENU}items/<int:item_pk>/remove/": Row(MENU_DESK, MENU_DESK, "menu"),
    f"{MENU}bin/": Row(MENU_READERS, about="menu"),
    f"{MENU}trash/<int:entry_pk>/restore/": Row(NOBODY, MENU_DESK, "menu"),
    f"{MENU}publish/": Row(NOBODY, MENU_DESK, "menu"),
    f"{MENU}versions/": Row(MENU_READERS, about="menu"),
    f"{MENU}versions/<int:version_pk>/restore/": Row(NOBODY, MENU_DESK, "menu"),
}
LISTS = {
    **of_model(
        "admin/auth/user/", "user", look=(*ACCOUNTS, AUDITOR), add=ACCOUNTS, change=ACCOUNTS
    ),
    "admin/auth/user/<int:pk>/invite/": Row(NOBODY, anyone_of(*ACCOUNTS), "account"),
    "admin/auth/user/<int:pk>/withdraw-invitation/": Row(NOBODY, anyone_of(*ACCOUNTS), "account"),
    "admin/auth/user/<id>/password/": Row(anyone_of(*ACCOUNTS), anyone_of(*ACCOUNTS), "user"),
    **of_model(
        "admin/auth/group/",
        "group",
        look=(*ACCOUNTS, AUDITOR),
        add=[SUPERUSER],
        change=[SUPERUSER],
    ),
    **of_model(
        "admin/articles/section/",
        "section",
        look=(*PUBLISHERS, AUDITOR),
        add=PUBLISHERS,
        change=PUBLISHERS,
    ),
    **of_model(
        "admin/articles/person/",
        "person",
        look=(*EDITORS, ADMINISTRATOR),
        add=(*PUBLISHERS, ADMINISTRATOR),
        change=(*PUBLISHERS, ADMINISTRATOR),
    ),
    **of_model(
        "admin/articles/link/", "link", look=EDITORS, add=PUBLISHERS, change=PUBLISHERS
    ),
    **of_model(
        "admin/articles/image/", "image", look=EDITORS, add=WRITERS, change=PUBLISHERS
    ),
    "admin/home-page/": Row(anyone_of(PUBLISHER, SUPERUSER), anyone_of(PUBLISHER, SUPERUSER)),
    "admin/home-page/preview/": Row(NOBODY, anyone_of(PUBLISHER, SUPERUSER)),
    "admin/home-page/<int:pk>/undo/": Row(
        NOBODY, anyone_of(PUBLISHER, SUPERUSER), "home page", is_there=False
    ),
    "admin/old-numbers/": Row(
        anyone_of(*EDITORS, ADMINISTRATOR), anyone_of(*EDITORS, ADMINISTRATOR)
    ),
    "admin/articles/link/<int:pk>/replace/": Row(
        anyone_of(PUBLISHER, SUPERUSER), anyone_of(PUBLISHER, SUPERUSER), "link"
    ),
    "admin/articles/image/<int:pk>/replace/": Row(
        anyone_of(*PUBLISHERS), anyone_of(*PUBLISHERS), "image"
    ),
    **of_model(
        "admin/articles/sitesettings/",
        "settings",
        look=(*ACCOUNTS, AUDITOR),
        change=ACCOUNTS,
    ),
    **of_model(
        "admin/accessibility/message/", "message", look=(*ACCOUNTS, AUDITOR), change=ACCOUNTS
    ),
    **of_model(
        "admin/accessibility/term/",
        "term",
        look=(*PUBLISHERS, AUDITOR),
        add=PUBLISHERS,
        change=PUBLISHERS,
    ),
    **of_model(
        "admin/accessibility/menu/",
        "menu",
        look=(*PUBLISHERS, AUDITOR),
        add=PUBLISHERS,
        change=PUBLISHERS,
    ),
}  # fmt: skip
TABLE = {
    **PUBLIC,
    **DOORS,
    **TEXT_EDITOR,
    **OWN_DESK,
    **AS_OF,
    **WAITING,
    **BIN,
    **OF_PAGES,
    **OF_MENUS,
    **LISTS,
}
