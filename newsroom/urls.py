"""Every address of the site: those of the desk, then those of readers."""

from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.urls import include, path
from django.utils import timezone
from django.views.decorators.http import last_modified
from django.views.i18n import JavaScriptCatalog

from articles.admin import date_answer, link_choices, pasted_prose
from newsroom import accounts
from newsroom.as_of import as_of_page

# In place of the admin's own catalog, which lacks our scripts' messages and asks for a login even on the login page.
STARTED = timezone.now()
script_messages = JavaScriptCatalog.as_view(packages=["django.contrib.admin", "newsroom"])

handler400 = "newsroom.desk.bad_request"
handler403 = "newsroom.desk.permission_denied"
urlpatterns = [
    path("admin/jsi18n/", last_modified(lambda request: STARTED)(script_messages)),
    path("admin/dates/", date_answer, name="date_answer"),
    path("admin/pasted/", pasted_prose, name="pasted_prose"),
    path("admin/as-of/", admin.site.admin_view(as_of_page), name="as_of"),
    path("admin/linked/", link_choices, name="link_choices"),
    # Django's login page links to the first of these if it has this name.
    path("admin/password/", accounts.PasswordResetView.as_view(), name="admin_password_reset"),
    path("admin/password/sent/", auth_views.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path(
        "admin/password/<uidb64>/<token>/", accounts.PasswordResetConfirmView.as_view(), name="password_reset_confirm"
    ),
    path("admin/password/chosen/", auth_views.PasswordResetCompleteView.as_view(), name="password_reset_complete"),
    path("admin/", admin.site.urls),
    path("", include("newsroom.public_urls")),
]
