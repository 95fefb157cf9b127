"""Sending an invitation again, and withdrawing it; and its link, where there is no mail."""

from functools import wraps

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles import permissions, publishing
from articles.mail import sending
from articles.publishing.account_links import LASTS, invitation_path
from articles.publishing.errors import Refused
from articles.publishing.invitations import is_mailed


def _for_account(view):
    @wraps(view)
    @never_cache
    @require_POST
    def guarded(request, pk):
        account = get_object_or_404(User, pk=pk)
        if not permissions.may_give_rights(request.user, account):
            raise PermissionDenied
        return view(request, account)

    return guarded


@_for_account
def invite(request, account):
    """Send the invitation, or send it again."""
    try:
        publishing.invite(account=account, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _form_of(account)
    return invited(request, account)


@_for_account
def withdraw(request, account):
    publishing.withdraw_invitation(account=account, by=request.user)
    messages.success(request, "The invitation was withdrawn. Its link no longer works.")
    return _form_of(account)


def invited(request, account):
    """To the account's form; where no mail goes out, the link first, on this answer alone."""
    if is_mailed(account):
        messages.success(request, f"The invitation was sent to {account.email}.")
        return _form_of(account)
    context = {
        **admin.site.each_context(request),
        "title": "Invitation link",
        "account": account,
        "has_mail": sending.reaches_people(),
        "link": sending.absolute(invitation_path(account)),
        "days": LASTS.days,
    }
    return render(request, "admin/auth/user/invitation_link.html", context)


def _form_of(account):
    return redirect("admin:auth_user_change", account.pk)
