"""The admin site: what all pages of the desk have in common."""

from functools import partial, wraps
from http import HTTPStatus

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
    ValidationError,
)
from django.db import OperationalError
from django.http import Http404
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import defaults

from articles.exceptions import BUSY, Refusal
from articles.models import permissions
from articles.request_limits import check_limits
from newsroom.palette import find_view

BUSY_LOGIN = _("The database is busy, and you are not logged in yet. Try again in a moment.")
UNREADABLE = _("This page was too large or damaged when it was sent. Nothing was saved.")
NO_TOKEN = _(
    "This page was open while you logged in or out elsewhere, or your browser sends no cookies. Nothing was saved. Go "
    "back: your text is still there. Copy it, load that page again, and save."
)
# The action that a page of Django's admin asks for a right to, by the end of its name.
ACTIONS = {"add": "add", "change": "change", "delete": "delete", "changelist": "view", "history": "view"}
# Raised where the posted data is read first, for a post in `CsrfViewMiddleware`.
UNREADABLE_ERRORS = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent, MultiPartParserError)


class LoginForm(AdminAuthenticationForm):
    """Django's form, with an error of its own while the database is busy."""

    def clean(self):
        if getattr(self.request, "is_database_busy", False):
            raise ValidationError(BUSY_LOGIN)
        return super().clean()


class DeskSite(admin.AdminSite):
    """The admin site of a newsroom. A locked database never leads to a 500 page or to lost text."""

    index_title = _("Desk")
    enable_nav_sidebar = False  # the header has the navigation
    login_form = LoginForm

    def get_urls(self):
        """Add what the palette asks, and the public page of a row in place of Django's, which opens that of any row."""
        find, view = self.admin_view(partial(find_view, self)), self.admin_view(self.view_on_site)
        own = [path("find/", find, name="find")]
        own.append(path("r/<path:content_type_id>/<path:object_id>/", view, name="view_on_site"))
        return [*own, *super().get_urls()]

    def view_on_site(self, request, content_type_id, object_id):
        """Redirect to the public page of a row that this person sees at the desk; any other does not exist for them."""
        try:
            model = ContentType.objects.get(pk=content_type_id).model_class()
        except (ContentType.DoesNotExist, ValueError) as error:
            raise Http404 from error
        if model is None or not self.is_registered(model):
            raise Http404
        model_admin = self.get_model_admin(model)
        row = model_admin.get_object(request, object_id)
        if row is None or not model_admin.has_view_permission(request, row):
            raise Http404
        return shortcut(request, content_type_id, object_id)

    def admin_view(self, view, cacheable=False):
        """Refuse requests beyond the limits, and answer a post that could not be saved with what was typed."""
        page = super().admin_view(view, cacheable)

        @wraps(page)
        def page_or_not_saved(request, *args, **kwargs):
            check_limits(request)
            try:
                return page(request, *args, **kwargs)
            except (OperationalError, Refusal) as error:
                if request.method != "POST":
                    raise
                return not_saved(request, [BUSY] if isinstance(error, OperationalError) else error.messages)

        return page_or_not_saved

    def login(self, request, extra_context=None):
        """Log in, or show the form again with the name that was typed while the database is busy."""
        check_limits(request)
        key = request.session.session_key
        try:
            return super().login(request, extra_context)
        except OperationalError:
            if request.method != "POST":
                raise
        request.session, request.user = type(request.session)(key), AnonymousUser()  # undo a login that was half done
        request.is_database_busy = True
        response = super().login(request, extra_context)
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        return response


def not_saved(request, messages):
    """Return a page that says why nothing was saved, and sends everything that was typed again."""
    if request.FILES:
        messages = [*messages, gettext("Files are lost: choose them again when the form is back.")]
    context = {
        "title": gettext("Not saved"),
        "message": " ".join(map(str, messages)),
        "action_url": request.get_full_path(),
        "posted": [(name, value) for name, values in request.POST.lists() for value in values],
        "is_nav_sidebar_enabled": False,
    }
    return TemplateResponse(request, "admin/not_saved.html", context, status=HTTPStatus.SERVICE_UNAVAILABLE)


def bad_request(request, exception):
    """Say on the desk why a request was refused; everywhere else, and for other errors, show Django's own page."""
    if not is_desk(request) or not isinstance(exception, (BadRequest, *UNREADABLE_ERRORS)):
        return defaults.bad_request(request, exception)
    message = str(exception) if isinstance(exception, BadRequest) else UNREADABLE
    context = {"title": gettext("Refused"), "message": message}
    return render(request, "admin/bad_request.html", context, status=HTTPStatus.BAD_REQUEST)


def permission_denied(request, exception):
    """Say on the desk which right is missing and who has it, with a way on; everywhere else show Django's own page."""
    if not (is_desk(request) and request.user.is_authenticated):
        return defaults.permission_denied(request, exception)
    context = admin.site.each_context(request)
    context |= {"title": gettext("Not allowed"), "message": str(exception) or missing_right(request)}
    return render(request, "admin/403.html", context, status=HTTPStatus.FORBIDDEN)


def csrf_failure(request, reason=""):
    """Say what to do about a form whose token is old; a stranger's form is told the same."""
    context = admin.site.each_context(request) | {"title": gettext("Not saved"), "message": NO_TOKEN}
    return render(request, "admin/403.html", context, status=HTTPStatus.FORBIDDEN)


def is_desk(request):
    """Whether a request is for a page of the desk."""
    return bool(request.resolver_match) and request.resolver_match.app_name == "admin"


def missing_right(request):
    """Return the sentence about the right that a page of Django's admin needs, such as `articles_image_add`."""
    app, _sep, rest = request.resolver_match.url_name.partition("_")
    model, _sep, page = rest.rpartition("_")
    try:
        needs = permissions.on(apps.get_model(app, model), ACTIONS[page])
    except (LookupError, ValueError):
        needs = ()
    sentences = [permissions.message_for(need) for need in permissions.missing(request.user, needs)]
    return " ".join(sentences) or gettext("Your role does not allow this. Ask your administrator.")
