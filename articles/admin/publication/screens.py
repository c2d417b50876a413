"""The page that shows an article as on a phone or a desktop, now or at a moment to come."""

from django import forms
from django.contrib import admin
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.addresses import path_as_of
from articles.admin.publication.editions import EditionList
from articles.admin.publication.schedule import MomentForm
from articles.models import Edition, permissions
from articles.moments import format_moment, moment_from_address, moment_in_address

PHONE, DESKTOP = "phone", "desktop"
WORKING_COPY, PUBLISHED = "working-copy", "published"


class ScreenForm(MomentForm):
    """Asks what is shown, as of which moment, and how wide."""

    shown = forms.ChoiceField(
        label=_("What?"),
        widget=forms.RadioSelect,
        choices=[
            (WORKING_COPY, _("The working copy")),
            (PUBLISHED, _("What readers see then, with what is scheduled")),
        ],
        initial=WORKING_COPY,
    )
    width = forms.ChoiceField(
        label=_("How wide?"),
        widget=forms.RadioSelect,
        choices=[(PHONE, _("A phone, 390 pixels")), (DESKTOP, _("All of this page"))],
        initial=PHONE,
    )
    field_order = ("shown", "at", "which", "width")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].required = False
        self.fields["at"].help_text += " " + gettext("Empty: now.")
        if not permissions.allows(user, permissions.TO_SEE_ALL):
            self.fields["shown"].choices = self.fields["shown"].choices[:1]


def screen_page(request, article, context):
    """Show the article in a frame: the working copy on a phone, until something else is asked for."""
    form = ScreenForm(request.GET if "shown" in request.GET else None, now=request.moment, user=request.user)
    answers = {"shown": WORKING_COPY, "width": PHONE}
    if form.is_bound:
        answers = form.cleaned_data if form.is_valid() else {}
    context |= {
        **admin.site.each_context(request),
        "title": gettext("Preview on a phone or a desktop"),
        "form": form,
        "width": answers.get("width"),
        "address": address_of(request, article, answers["shown"], form.moment) if answers else "",
        "is_missing": bool(answers),
    }
    return TemplateResponse(request, "admin/articles/publication/screens.html", context)


def address_of(request, article, shown, moment):
    """Return the address of what the frame shows at a moment to come, or None for now; empty where there is nothing."""
    if shown == WORKING_COPY:
        preview = reverse("admin:articles_article_preview", args=[article.pk])
        return f"{preview}?{urlencode({'at': moment_in_address(moment)})}" if moment else preview
    editions = Edition.objects.live_at(moment or request.moment).filter(article=article).select_related("address")
    live = editions.first()
    if live is None:
        return ""
    if moment:
        return path_as_of(moment, live.path)
    may_read = EditionList(article, request.user, request.moment).allows("read", live)
    return reverse("admin:articles_article_read", args=[article.pk, live.number]) if may_read else ""


def moment_of_preview(request):
    """Return (the moment at which a preview is shown, the sentence of its banner): now, unless `?at=` is to come."""
    at = moment_from_address(request.GET.get("at", ""))
    if at is None or at <= request.moment:
        return request.moment, gettext("Preview of the working copy. Readers do not see this.")
    sentence = gettext("Preview of the working copy, as it would be at %(moment)s. Readers do not see this.")
    return at, sentence % {"moment": format_moment(at)}
