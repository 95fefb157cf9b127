from django.urls import path

from accessibility.views import public

app_name = "accessibility"
urlpatterns = [
    path("glossary/", public.glossary, name="glossary"),
    path("comfort/", public.comfort, name="comfort"),
    path("keyboard-help/", public.keyboard_help, name="keyboard-help"),
    path("accessibility-statement/", public.accessibility_statement, name="statement"),
    path("tell-us/", public.tell, name="tell"),
    path("tell-us/thanks/", public.tell_thanks, name="tell-thanks"),
]
