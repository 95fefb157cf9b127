"""Signing in: on its own page, in the place where a session ended, or from an open form.

Guessing is slowed down for each name, wherever the guess is made.
"""

import json
from functools import wraps

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import login
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpResponseNotAllowed, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from mscoe import keeping

MOST_FAILURES = 10
SECONDS_TO_WAIT = 300
FIELDS = ("sign-in-username", "sign-in-password")
WAIT = "There were too many attempts to sign in. Please wait five minutes and try again."
OTHER_TOKEN = "The site did not recognize the form. Please try again."


class SignInForm(AdminAuthenticationForm):
    """Django's form; after some failures for one name nobody can go on guessing for a while."""

    def clean(self):
        name = self.cleaned_data.get("username", "").casefold()
        key = f"sign-in-failures:{name.encode().hex()[:150]}:{self.request.META['REMOTE_ADDR']}"
        if cache.get(key, 0) >= MOST_FAILURES:
            raise ValidationError(WAIT, code="too_many_attempts")
        try:
            cleaned = super().clean()
        except ValidationError:
            cache.add(key, 0, SECONDS_TO_WAIT)
            cache.incr(key)
            raise
        cache.delete(key)
        return cleaned


def sign_in_place(view):
    """A post after the session ended is kept on a page to sign in on; then that post goes on."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method == "POST" and not request.user.is_authenticated:
            page = _sign_in(request)
            if page is not None:
                return page
        return view(request, *args, **kwargs)

    return answer


def _sign_in(request):
    """Sign in with what the page sent; None once somebody is signed in."""
    sent = {name.removeprefix("sign-in-"): request.POST.get(name) for name in FIELDS}
    form = SignInForm(request, data=sent if any(sent.values()) else None)
    if not form.is_bound or not form.is_valid():
        return keeping.page(
            request,
            title="Sign in to go on",
            sentence="You are no longer signed in. Nothing you typed is lost: sign in here, and"
            " what you were doing goes on.",
            button="Sign in and go on",
            status=401,
            form=form,
            leaving_out=FIELDS,
        )
    login(request, form.get_user())
    request.POST = keeping.without(request.POST, FIELDS)
    return None


def from_open_form(request):
    """For the module of an open form: who is signed in and the token of now; and signing in."""
    if request.method == "GET":
        return _signed_in(request)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "POST"])
    form = SignInForm(request, data=_sent(request))
    if not form.is_valid():
        fields = {name: list(errors) for name, errors in form.errors.items() if name != "__all__"}
        sentence = " ".join(form.non_field_errors()) or "Please write your name and password."
        return JsonResponse({"error": sentence, "fields": fields}, status=422)
    login(request, form.get_user())
    return _signed_in(request)


def _sent(request):
    try:
        sent = json.loads(request.body)
    except ValueError:
        return {}
    return sent if isinstance(sent, dict) else {}


def _signed_in(request):
    return JsonResponse({"token": get_token(request), "person": request.user.pk})


def _as_json(view):
    protected = csrf_protect(view)

    @csrf_exempt  # ``protected`` asks; here its refusal is turned into JSON
    @never_cache
    @wraps(view)
    def answer(request):
        response = protected(request)
        if response.status_code == 403:
            return JsonResponse({"error": OTHER_TOKEN, "token": get_token(request)}, status=403)
        return response

    return answer


from_open_form = _as_json(from_open_form)
