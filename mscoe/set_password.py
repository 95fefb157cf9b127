"""Setting a password by a link that came by mail, or that an administrator handed over."""

from django.contrib import admin, messages
from django.contrib.auth.views import PasswordResetConfirmView
from django.urls import path, reverse_lazy

from articles import publishing
from articles.publishing.account_links import InvitationTokens
from mscoe.forgotten_password import ForgottenPassword, ForgottenPasswordSent


class SetPassword(PasswordResetConfirmView):
    """Django's own, with an Event and in the words of the desk."""

    template_name = "registration/set_password.html"
    success_url = reverse_lazy("admin:login")
    title = "Set your password"
    invalid = ""

    def form_valid(self, form):
        with publishing.recorded_account(self.user, by=self.user):
            response = super().form_valid(form)
        messages.success(self.request, "Your password is set. Sign in with it.")
        return response

    def get_context_data(self, **context):
        shown = super().get_context_data(**context)
        shown["title"] = self.title if self.validlink else "This link no longer works"
        return admin.site.each_context(self.request) | shown | {"invalid": self.invalid}


class AcceptInvitation(SetPassword):
    token_generator = InvitationTokens()
    invalid = (
        "It was used, withdrawn or replaced by a newer one, or it has expired. Ask an"
        " administrator for another invitation. If you have set a password, sign in with it."
    )


class NewPassword(SetPassword):
    title = "Set a new password"
    invalid = (
        "It was used already, or it has expired. Under “Forgot your password?” you get another."
    )


# Of the desk's site, open to those who are not signed in.
urls = [
    path("forgotten-password/", ForgottenPassword.as_view(), name="forgotten-password"),
    path(
        "forgotten-password/sent/", ForgottenPasswordSent.as_view(), name="forgotten-password-sent"
    ),
    path("reset/<str:uidb64>/<str:token>/", NewPassword.as_view(), name="password-link"),
    path("invitation/<str:uidb64>/<str:token>/", AcceptInvitation.as_view(), name="invitation"),
]
