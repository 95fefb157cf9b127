"""What every view of the menu desk stands on: whom it lets in, its frame, its addresses.

Every view is entered through the admin site, which asks people to sign in; each then asks for the
permission it needs.
"""

from functools import wraps
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accessibility.models import Menu

MAY_ARRANGE = "accessibility.change_menu"
MAY_PUBLISH = "accessibility.publish_menu"
MAY_LOOK = "accessibility.view_menu"


def for_menu(*permissions):
    """Hand the menu to a view whose user has one of the permissions; never cached."""

    def decorate(view):
        @never_cache
        @wraps(view)
        def answer(request, pk, **kwargs):
            menu = get_object_or_404(Menu, pk=pk)
            if not any(map(request.user.has_perm, permissions)):
                raise PermissionDenied
            return view(request, menu, **kwargs)

        return answer

    return decorate


def desk(request, menu, template, **context):
    """A page of the desk about one menu."""
    shared = {
        **admin.site.each_context(request),
        "opts": Menu._meta,
        "menu": menu,
        "menu_address": address_of(menu),
    }
    return render(request, f"admin/accessibility/menu/{template}.html", shared | context)


def address_of(menu, item_pk=None, *, key=""):
    """The desk of a menu; ``key`` names the button of an entry that gets the focus."""
    address = reverse("admin:accessibility_menu_change", args=[menu.pk])
    if item_pk and key:
        return f"{address}?{urlencode({'moved': item_pk, 'key': key})}"
    return f"{address}#item-{item_pk}" if item_pk else address
