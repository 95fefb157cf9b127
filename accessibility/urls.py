from django.urls import path

from accessibility.views import public

app_name = "accessibility"
urlpatterns = [
    path("glossary/", public.glossary, name="glossary"),
    path("keyboard-help/", public.keyboard_help, name="keyboard-help"),
    path("accessibility-statement/", public.accessibility_statement, name="statement"),
]
