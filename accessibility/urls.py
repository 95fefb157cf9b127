from django.urls import path

from accessibility.views import public

app_name = "accessibility"
urlpatterns = [
    path("keyboard-help/", public.keyboard_help, name="keyboard-help"),
    path("accessibility-statement/", public.accessibility_statement, name="statement"),
]
