"""The site of the desk: what all its pages have in common, whichever app they belong to."""

from functools import wraps
from http import HTTPStatus

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.exceptions import BUSY, Refusal

BUSY_LOGIN = _("The database is busy, and you are not logged in yet. Try again in a moment.")


class LoginForm(AdminAuthenticationForm):
    """Django's form, which also says that nobody can be logged in while the database is busy."""

    def clean(self):
        if getattr(self.request, "is_database_busy", False):
            raise ValidationError(BUSY_LOGIN)
        return super().clean()


class DeskSite(admin.AdminSite):
    """The admin site of a newsroom. No page of it answers 500 because the database stays locked."""

    index_title = _("Desk")
    enable_nav_sidebar = False  # the desk's parts stand in its header
    login_form = LoginForm

    def admin_view(self, view, cacheable=False):
        """Keep what was sent where it could not be written, or was refused at the last moment."""
        page = super().admin_view(view, cacheable)

        @wraps(page)
        def page_or_kept(request, *args, **kwargs):
            try:
                return page(request, *args, **kwargs)
            except (OperationalError, Refusal) as error:
                if request.method != "POST":
                    raise
                return kept(request, [BUSY] if isinstance(error, OperationalError) else error.messages)

        return page_or_kept

    def login(self, request, extra_context=None):
        """Log in; while the database is busy, show the form again with the name that was typed."""
        key = request.session.session_key
        try:
            return super().login(request, extra_context)
        except OperationalError:
            if request.method != "POST":
                raise
        request.session, request.user = type(request.session)(key), AnonymousUser()  # nothing is left half done
        request.is_database_busy = True
        response = super().login(request, extra_context)
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        return response


def kept(request, why):
    """Return a page that says why nothing was saved, holds everything that was typed, and can send it again."""
    if request.FILES:
        why = [*why, gettext("Files are not kept: choose them again when the form is back.")]
    context = {
        "title": gettext("Not saved"),
        "why": " ".join(map(str, why)),
        "to": request.get_full_path(),
        "typed": [(name, value) for name, values in request.POST.lists() for value in values],
        "is_nav_sidebar_enabled": False,
    }
    return TemplateResponse(request, "admin/kept.html", context, status=HTTPStatus.SERVICE_UNAVAILABLE)
