"""Changing one's own password at the desk."""

from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.urls import reverse_lazy

from articles import publishing
from mscoe import sign_in_throttle


class OwnPasswordForm(AdminPasswordChangeForm):
    """The old password is one to guess like any other, by someone at a desk left open."""

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self):
        with sign_in_throttle.counted(self.request, self.user.get_username()):
            return super().clean_old_password()


class OwnPasswordChange(PasswordChangeView):
    form_class = OwnPasswordForm
    success_url = reverse_lazy("admin:password_change_done")

    def form_valid(self, form):
        with publishing.recorded_account(form.user, by=form.user):
            return super().form_valid(form)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}
