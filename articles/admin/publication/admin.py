"""The pages of publication: preview, publish, take down, and the list of editions with what can be done to each."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.publication.edition_forms import Cancel, Erase, PutBack, Restore, Retime
from articles.admin.publication.editions import Editions
from articles.admin.publication.publish import Publish
from articles.admin.publication.status import Status, maker_of, with_status
from articles.admin.publication.take_down import TakeDown
from articles.models import permissions
from articles.moments import format_moment
from articles.pages import ArticlePage

PAGES = "admin/articles/publication/"
ACTS = {"publish": Publish, "take_down": TakeDown}
EDITION_ACTS = {"put_back": PutBack, "cancel": Cancel, "retime": Retime, "restore": Restore, "erase": Erase}
UNSEEN = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}


class PublicationAdmin(admin.ModelAdmin):
    """Mixed into the admin of articles, first of its bases."""

    class Media:
        css = {"all": ["newsroom/publication.css"]}

    def get_queryset(self, request):
        return with_status(super().get_queryset(request), request.moment)

    @admin.display(description=_("For readers"))
    def for_readers(self, article):
        """What readers see, for the change list: a shape and words."""
        status = Status(article)
        return format_html('<span aria-hidden="true">{}</span> {}', status.shape, status.words)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if change and obj:
            context["status"] = Status(obj)
            context["may_publish"] = permissions.allows(request.user, permissions.TO_PUBLISH)
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)

    def get_urls(self):
        """Add the pages of publication to those of the form."""
        view = self.admin_site.admin_view
        pages = [path("<uuid:pk>/preview/", view(self.preview_page), name="articles_article_preview")]
        for name, act in ACTS.items():
            page = view(partial(self.act_page, act=act))
            pages.append(path(f"<uuid:pk>/{name.replace('_', '-')}/", page, name=f"articles_article_{name}"))
        for name, act in EDITION_ACTS.items():
            page = view(partial(self.edition_page, name=name, act=act))
            where = f"<uuid:pk>/editions/<int:number>/{name.replace('_', '-')}/"
            pages.append(path(where, page, name=f"articles_article_{name}"))
        read = path("<uuid:pk>/editions/<int:number>/", view(self.read_page), name="articles_article_read")
        return [*pages, read, *super().get_urls()]

    def preview_page(self, request, pk):
        """The working copy as readers would see it, on their own template."""
        article = self._found(request, pk)
        page = ArticlePage(article.preview(), request.moment)
        return self._as_readers(request, page, gettext("Preview of the working copy. Readers do not see this."))

    def read_page(self, request, pk, number):
        """An edition as readers saw it, with the facts of its last moment."""
        article = self._found(request, pk)
        editions = self._editions(request, article)
        edition = self._edition_of(article, number)
        if not editions.may("read", edition):
            raise PermissionDenied
        last = editions.last_seen(edition)
        page = ArticlePage(edition, last or request.moment, as_of=last)
        if page.erased:
            raise Http404
        if edition == editions.live:
            said = gettext("Edition %(number)s, as readers see it now.")
        elif last is None:
            said = gettext("Edition %(number)s, which readers have not seen.")
        else:
            said = gettext("Edition %(number)s, as readers saw it until %(moment)s.")
        told = {"number": number, "moment": last and format_moment(last)}
        return self._as_readers(request, page, said % told)

    def history_view(self, request, object_id, extra_context=None):
        """The list of editions and what else altered the readers' page, instead of Django's own history."""
        article = self._found(request, object_id)
        changes = article.changes.select_related("by", "edition")[:200]
        context = {
            "title": gettext("Editions"),
            "lines": self._editions(request, article).lines(),
            "changes": [(format_moment(change.moment), maker_of(change), change) for change in changes],
        }
        return self._page(request, article, "editions.html", context)

    def act_page(self, request, pk, act):
        """A page that asks, says what will happen, and does it."""
        if not permissions.allows(request.user, act.needs):
            raise PermissionDenied
        return self._ask(request, self._found(request, pk), None, act)

    def edition_page(self, request, pk, number, name, act):
        """Such a page for one edition."""
        article = self._found(request, pk)
        edition = self._edition_of(article, number)
        if not self._editions(request, article).may(name, edition):
            raise PermissionDenied
        return self._ask(request, article, edition, act)

    def _ask(self, request, article, edition, act):
        """Show an act, or do it and lead to the list of editions."""
        data = request.POST if request.method == "POST" else None
        form = act(data, article=article, edition=edition, user=request.user, moment=request.moment)
        if form.is_bound and form.go():
            messages.success(request, form.told())
            return HttpResponseRedirect(reverse("admin:articles_article_history", args=[article.pk]))
        title = act.title % {"number": edition.number} if edition else act.title
        return self._page(request, article, form.page_template, {"title": title, "form": form, "edition": edition})

    def _page(self, request, article, template, context):
        """Return a page of the desk about an article."""
        own = {"article": article, "status": Status(article), "opts": self.opts, "subtitle": str(article)}
        own["may_publish"] = permissions.allows(request.user, permissions.TO_PUBLISH)
        return TemplateResponse(request, PAGES + template, self.admin_site.each_context(request) | own | context)

    def _as_readers(self, request, page, said):
        """Return the readers' page under a banner, for these eyes only."""
        context = {"page": page, "edition": page.edition, "related": [], "said": said}
        form = reverse("admin:articles_article_change", args=[page.edition.article_id])
        return TemplateResponse(request, PAGES + "reading.html", context | {"form_path": form}, headers=UNSEEN)

    def _found(self, request, pk):
        """Return the article, if this person may see it; for anybody else it does not exist."""
        article = self.get_object(request, str(pk))
        if article is None or not self.has_view_or_change_permission(request, article):
            raise Http404
        return article

    def _edition_of(self, article, number):
        """Return an edition of the article by its number."""
        return get_object_or_404(article.editions.select_related("address", "section", "text"), number=number)

    def _editions(self, request, article):
        return Editions(article, request.user, request.moment)
