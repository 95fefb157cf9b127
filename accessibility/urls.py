from django.urls import path

from accessibility import views

app_name = "accessibility"
urlpatterns = [
    path("keyboard-help/", views.keyboard_help, name="keyboard-help"),
    path("accessibility-statement/", views.accessibility_statement, name="statement"),
]
