"""Asking for a link to set a new password: the same answer whether or not there is an account."""

from django.contrib import admin
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.views import PasswordResetDoneView, PasswordResetView
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from accessibility.rate_limits import attempts
from accessibility.rate_limits.attempts import Limit, LimitReached
from accessibility.rate_limits.client_address import client_network, digest
from articles import publishing
from articles.mail import sending

# Requests in an hour.
MOST_FOR_ADDRESS = 3
MOST_FOR_CLIENT = 20  # over all addresses; a clinic's people may share one
TOO_MANY = "There were too many requests. Please try again in %(minutes)d minutes."


class ForgottenPasswordForm(PasswordResetForm):
    """Counts every request, and leaves mail to the worker, so that no answer takes longer."""

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean(self):
        data = super().clean()
        if address := data.get("email"):
            _count(self.request, address)
        return data

    def get_users(self, email):
        """Of people who may enter the desk."""
        return (account for account in super().get_users(email) if account.is_staff)

    def save(self, **_options):
        publishing.queue_password_links(list(self.get_users(self.cleaned_data["email"])))


def _count(request, address):
    client = client_network(request.META)
    try:
        attempts.count(
            Limit(digest("password link", address.casefold()), MOST_FOR_ADDRESS),
            Limit(digest("password link client", client), MOST_FOR_CLIENT),
        )
    except LimitReached as reached:
        raise ValidationError(TOO_MANY, params={"minutes": reached.minutes}) from reached


class ForgottenPassword(PasswordResetView):
    form_class = ForgottenPasswordForm
    template_name = "registration/forgotten_password.html"
    success_url = reverse_lazy("admin:forgotten-password-sent")
    title = "Forgot your password?"

    def post(self, request, *args, **kwargs):
        """Without mail the page says whom to ask instead."""
        answer = super().post if sending.reaches_people() else self.get
        return answer(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}

    def get_context_data(self, **context):
        shown = admin.site.each_context(self.request) | super().get_context_data(**context)
        return shown | {"sends_mail": sending.reaches_people()}


class ForgottenPasswordSent(PasswordResetDoneView):
    template_name = "registration/forgotten_password_sent.html"
    title = "Check your email"

    def get_context_data(self, **context):
        return admin.site.each_context(self.request) | super().get_context_data(**context)
