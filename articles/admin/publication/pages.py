"""The pages of publication: preview, publish, take down, and the list of editions with their actions."""

from functools import partial

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext

from articles.admin.confirmation import confirmation_page
from articles.admin.notes import notes_page
from articles.admin.publication.draft_forms import DRAFT_FORMS, draft_actions
from articles.admin.publication.edition_forms import CancelForm, EraseForm, PutBackForm, RestoreForm, RetimeForm
from articles.admin.publication.editions import EditionList
from articles.admin.publication.publish_form import PublishForm
from articles.admin.publication.screens import moment_of_preview, screen_page
from articles.admin.publication.status import Status, act_of, maker_of, with_open_notes
from articles.admin.publication.take_down_form import TakeDownForm
from articles.admin.publication.together_form import TogetherForm
from articles.admin.publication.workflow_forms import STEP_FORMS, steps_for
from articles.admin.sharing import share_page
from articles.models import permissions
from articles.moments import format_moment
from articles.pages import ArticlePage, compare_editions
from articles.request_limits import is_key

TEMPLATES = "admin/articles/publication/"
ARTICLE_FORMS = {"publish": PublishForm, "take_down": TakeDownForm} | STEP_FORMS | DRAFT_FORMS
EDITION_FORMS = {
    "put_back": PutBackForm,
    "cancel": CancelForm,
    "retime": RetimeForm,
    "restore": RestoreForm,
    "erase": EraseForm,
}
EDITIONS_A_PAGE = 50
# For readers' pages at the desk, which `screens_page` frames.
DESK_ONLY = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "SAMEORIGIN",
}


def valid_keys(texts):
    """Return those of some texts that are keys of rows."""
    return [text for text in texts if is_key(text)]


class PublicationPages:
    """The pages of publication, for the admin of articles that they belong to."""

    def __init__(self, model_admin):
        self.model_admin = model_admin

    def urls(self):
        """Return the URL patterns."""
        about_article, about_edition = "<uuid:pk>/", "<uuid:pk>/editions/<int:number>/"
        pages = [
            ("preview", f"{about_article}preview/", self.preview_page),
            ("notes", f"{about_article}notes/", self.notes_page),
            ("share", f"{about_article}share/", self.share_page),
            ("screens", f"{about_article}screens/", self.screens_page),
            ("read", about_edition, self.edition_page),
            ("compare", f"{about_article}compare/", self.compare_page),
            ("publish_together", "publish-together/", self.together_page),
        ]
        for name, form_class in ARTICLE_FORMS.items():
            page = partial(self.article_action_page, form_class=form_class)
            pages.append((name, f"{about_article}{name.replace('_', '-')}/", page))
        for name, form_class in EDITION_FORMS.items():
            page = partial(self.edition_action_page, action=name, form_class=form_class)
            pages.append((name, f"{about_edition}{name.replace('_', '-')}/", page))
        view = self.model_admin.admin_site.admin_view
        return [path(route, view(page), name=f"articles_article_{name}") for name, route, page in pages]

    def preview_page(self, request, pk):
        """Show the working copy as readers would see it, on their own template."""
        article = self._article(request, pk)
        # The templates ask the request for the moment at which pictures are shown; this page changes nothing.
        request.moment, sentence = moment_of_preview(request)
        return self._readers_page(request, ArticlePage(article.preview(), request.moment), sentence)

    def screens_page(self, request, pk):
        """Show the preview in a frame as wide as a phone or a desktop."""
        article = self._article(request, pk)
        return screen_page(request, article, self._about(request, article))

    def share_page(self, request, pk):
        """Make links to the working copy, and revoke them."""
        article = self._article(request, pk)
        return share_page(request, article, self._about(request, article))

    def notes_page(self, request, pk):
        """Write notes on the working copy, and resolve them."""
        article = self._article(request, pk)
        return notes_page(request, article, self._about(request, article))

    def edition_page(self, request, pk, number):
        """Show an edition as readers saw it, with the facts of its last moment."""
        article = self._article(request, pk)
        editions = EditionList(article, request.user, request.moment)
        edition = self._edition(article, number)
        editions.require("read", edition)
        last = editions.last_seen(edition)
        page = ArticlePage(edition, last or request.moment, as_of=last)
        if page.erased:
            raise Http404
        if edition == editions.live:
            message = gettext("Edition %(number)s, as readers see it now.")
        elif last is None:
            message = gettext("Edition %(number)s, which readers have not seen.")
        else:
            message = gettext("Edition %(number)s, as readers saw it until %(moment)s.")
        return self._readers_page(request, page, message % {"number": number, "moment": last and format_moment(last)})

    def compare_page(self, request, pk):
        """Compare any two of the working copy and the editions whose text the person may read."""
        article = self._article(request, pk)
        editions = EditionList(article, request.user, request.moment)
        readable = editions.readable()
        choices = {"": gettext("Working copy")} | readable
        last = next((str(edition.number) for edition in editions.begun if str(edition.number) in readable), "")
        chosen = [request.GET.get("from", last), request.GET.get("to", "")]
        if not set(chosen) <= choices.keys():
            raise Http404
        old, new = (self._edition(article, int(name)) if name else article.preview() for name in chosen)
        context = {
            "title": gettext("Compare"),
            "choices": choices.items(),
            "old": chosen[0],
            "new": chosen[1],
            "comparison": compare_editions(old, new, request.moment),
        }
        context = self.model_admin.admin_site.each_context(request) | self._about(request, article) | context
        return TemplateResponse(request, f"{TEMPLATES}compare.html", context)

    def together_page(self, request):
        """Publish several articles at one moment, all of them or none."""
        permissions.require(request.user, permissions.TO_PUBLISH)
        chosen = request.POST.getlist("article") or request.GET.getlist("article")
        articles = (
            with_open_notes(self.model_admin.get_queryset(request)).filter(pk__in=valid_keys(chosen)).order_by("pk")
        )
        data = request.POST if request.method == "POST" else None
        form = TogetherForm(data, articles=list(articles), user=request.user, moment=request.moment)
        changelist = reverse("admin:articles_article_changelist")
        context = {"opts": self.model_admin.opts, "cancel_url": changelist}
        return confirmation_page(request, form, form.page_template, context, changelist)

    def history_page(self, request, object_id):
        """List the editions, a page of them at a time, and the latest changes of the public page."""
        article = self._article(request, object_id)
        changes = article.changes.select_related("by", "edition")[:200]
        rows = Paginator(EditionList(article, request.user, request.moment).rows(), EDITIONS_A_PAGE)
        context = {
            "title": gettext("Editions"),
            "rows": rows.get_page(request.GET.get("page")),
            "changes": [(maker_of(change), act_of(change), change) for change in changes],
        }
        context = self.model_admin.admin_site.each_context(request) | self._about(request, article) | context
        return TemplateResponse(request, f"{TEMPLATES}editions.html", context)

    def article_action_page(self, request, pk, form_class):
        """Confirm an action on the article."""
        article = self._article(request, pk)
        permissions.require(request.user, form_class.needs(article, request.user))
        return self._confirm(request, article, None, form_class)

    def edition_action_page(self, request, pk, number, action, form_class):
        """Confirm an action on one edition."""
        article = self._article(request, pk)
        edition = self._edition(article, number)
        EditionList(article, request.user, request.moment).require(action, edition)
        return self._confirm(request, article, edition, form_class)

    def _confirm(self, request, article, edition, form_class):
        """Return the page that confirms an action; it leads to the list of editions, if the form names no other.

        A script that posts `_answer` is given what follows from the answers so far, and nothing is done.
        """
        data = request.POST if request.method == "POST" else None
        form = form_class.opened(data, article=article, edition=edition, user=request.user, moment=request.moment)
        if "_answer" in request.POST and form.answer_template:
            form.is_valid()
            return TemplateResponse(request, form.answer_template, self._about(request, article) | {"form": form})
        editions = reverse("admin:articles_article_history", args=[article.pk])
        change = reverse("admin:articles_article_change", args=[article.pk])
        context = self._about(request, article)
        context["cancel_url"] = editions if edition else change
        if edition:
            context["title"] = form.title % {"number": edition.number}
        return confirmation_page(request, form, form.page_template, context, editions)

    def _about(self, request, article):
        """Return the context of a desk page about an article."""
        return {
            "original": article,
            "status": Status(article),
            "opts": article._meta,
            "subtitle": str(article),
            "may_publish": permissions.allows(request.user, permissions.TO_PUBLISH),
            "open_notes_count": article.open_notes,
            "steps": steps_for(article, request.user),
            "draft_actions": draft_actions(Status(article), request.user),
            "may_share": permissions.allows(request.user, permissions.to_share(article, request.user)),
        }

    def _readers_page(self, request, page, message):
        """Return the readers' page under a banner; no cache may keep it."""
        context = {"page": page, "edition": page.edition, "related": [], "message": message}
        context["form_url"] = reverse("admin:articles_article_change", args=[page.edition.article_id])
        return TemplateResponse(request, f"{TEMPLATES}readers_page.html", context, headers=DESK_ONLY)

    def _article(self, request, pk):
        """Return the article. For somebody who may not see it, it does not exist."""
        if not is_key(pk):
            raise Http404
        article = with_open_notes(self.model_admin.get_queryset(request)).filter(pk=pk).first()
        if article is None or not self.model_admin.has_view_or_change_permission(request, article):
            raise Http404
        return article

    def _edition(self, article, number):
        return get_object_or_404(article.editions.select_related("address", "section", "text"), number=number)
