app_name = "accessibility"
urlpatterns = []
