"""Signing in: on its own page, in the place where a session ended, or from an open form.

Guessing is limited wherever it is tried; see ``sign_in_throttle``.
"""

import json
from functools import wraps
from urllib.parse import unquote, urlsplit

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import REDIRECT_FIELD_NAME, login
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponseNotAllowed, JsonResponse
from django.middleware.csrf import get_token
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from articles import publishing
from mscoe import sign_in_throttle
from mscoe.middleware import keep_posts

FIELDS = ("sign-in-username", "sign-in-password")
OTHER_TOKEN = "The site did not recognize the form. Please try again."


class SignInForm(AdminAuthenticationForm):
    """Django's form; after some failures no password is checked for a while."""

    def clean(self):
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not (name and password):
            return self.cleaned_data  # nothing to check; the fields say what is missing
        with sign_in_throttle.counted(self.request, name):
            return self._checked(name)

    def _checked(self, name):
        try:
            return super().clean()
        except ValidationError:
            publishing.record_failed_sign_in(name)
            raise

    @property
    def is_throttled(self):
        return self.has_error(NON_FIELD_ERRORS, code="too_many_attempts")


def sign_in_place(view):
    """A post after the session ended is kept on a page to sign in on; then that post goes on."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method != "POST" or request.user.is_authenticated:
            return view(request, *args, **kwargs)
        page = _sign_in(request)
        if page is not None:
            return page
        return sign_in_throttle.remember_browser(request, view(request, *args, **kwargs))

    return answer


def _sign_in(request):
    """Sign in with what the page sent; None once someone is signed in."""
    sent = {name.removeprefix("sign-in-"): request.POST.get(name) for name in FIELDS}
    form = SignInForm(request, data=sent if any(sent.values()) else None)
    if not form.is_bound or not form.is_valid():
        return keep_posts.page(
            request,
            title="Sign in to continue",
            sentence="You are no longer signed in. Nothing you typed is lost. Sign in here to"
            " continue where you left off.",
            button="Sign in and continue",
            status=401,
            form=form,
            leaving_out=FIELDS,
        )
    _let_in(request, form)
    request.POST = keep_posts.without(request.POST, FIELDS)
    return None


def _let_in(request, form):
    login(request, form.get_user())
    publishing.record_sign_in(request.user)


def keep_next_on_this_site(request):
    """Let ``next`` lead nowhere but to a page of this site that can be asked for; else to the desk.

    Signing in again, or out, is no place to go on to.
    """
    desk = reverse("admin:index")
    for sent in ("GET", "POST"):
        values = getattr(request, sent)
        if REDIRECT_FIELD_NAME in values and not _leads_on(request, values[REDIRECT_FIELD_NAME]):
            values = values.copy()
            values[REDIRECT_FIELD_NAME] = desk
            setattr(request, sent, values)


def _leads_on(request, address):
    is_here = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if not is_here:
        return False
    path = unquote(urlsplit(address).path)
    try:
        found = resolve(path)
    except Resolver404:
        return False
    is_desk = path.startswith(reverse("admin:index"))
    if is_desk and found.namespace != "admin":
        return False  # the site's own pages take any address, these as well
    return found.view_name not in ("admin:login", "admin:logout", "admin:sign-in")


def from_open_form(request):
    """For the module of an open form: who is signed in and the token of now; and signing in."""
    if request.method == "GET":
        return _signed_in(request)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "POST"])
    form = SignInForm(request, data=_sent(request))
    if not form.is_valid():
        fields = {name: list(errors) for name, errors in form.errors.items() if name != "__all__"}
        sentence = " ".join(form.non_field_errors()) or "Please enter your user name and password."
        status = 429 if form.is_throttled else 422
        return JsonResponse({"error": sentence, "fields": fields}, status=status)
    _let_in(request, form)
    return sign_in_throttle.remember_browser(request, _signed_in(request))


def _sent(request):
    """What is text in a JSON object; anything else was not sent by our form and counts for nothing.

    JSON can hold half of a surrogate pair, which no database takes.
    """
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    pairs = sent.items() if isinstance(sent, dict) else ()
    return {name: value for name, value in pairs if isinstance(value, str) and _is_text(value)}


def _is_text(value):
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


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
