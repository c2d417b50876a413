"""The first page of the desk: what waits for a person, what comes up, what was published, and what is wrong.

Every panel lists a few rows and costs a few queries, however large the archive is, and shows nothing that the person
may not see.
"""

import datetime
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from articles.admin import Status, step_sentence, with_status
from articles.models import Article, Edition, EditionImage, Image, Right, Workflow, WorkflowStep, permissions
from articles.models.facts import working_copies_with_any
from articles.moments import format_moment, format_moment_briefly, newsroom_time

MOST = 8  # rows of a panel
MOST_LOOKED_AT = 60  # of a person's own working copies, the newest first, among which those with changes are found
MOST_CHECKED = 300  # pictures of each kind, the newest, of which those in live stories are found
COMING_UP = datetime.timedelta(days=7)


@dataclass
class Row:
    """A row of a panel: a link, when or what it is about, and what can be done there as (address, label) pairs."""

    title: str
    url: str
    detail: str = ""
    note: str = ""
    actions: list = field(default_factory=list)


@dataclass
class Panel:
    """A panel: its rows, what it says while there are none, and the address of the whole list where there are more."""

    name: str
    title: str
    rows: list
    empty: str
    more: str = ""


class Dashboard:
    """The panels for a person at a moment."""

    def __init__(self, user, moment):
        self.user, self.moment = user, moment
        self.articles = permissions.visible_to(user, Article.objects.filter(archived_at=None))
        self.writes = permissions.allows(user, permissions.on(Article, "view"))
        self.sees_all = permissions.allows(user, permissions.TO_SEE_ALL)
        self.sees_pictures = permissions.allows(user, permissions.on(Image, "view"))

    def panels(self):
        """Return the panels in their order."""
        panels = []
        if self.writes:
            panels += [self.needs_you(), self.unpublished()]
        if self.writes or self.sees_pictures:
            panels.append(self.coming_up())
        panels.append(self.published_today())
        if self.sees_pictures or self.sees_all:
            panels.append(self.problems())
        return panels

    def needs_you(self):
        """What was sent for edit, for those who approve; what was sent back, for its writer."""
        waiting = Q(state=Workflow.CHANGES, created_by=self.user)
        if reviews := permissions.allows(self.user, permissions.TO_REVIEW):
            waiting |= Q(state=Workflow.READY)
        steps = WorkflowStep.objects.select_related("by")
        articles = self.articles.filter(waiting).order_by("modified", "pk").prefetch_related(Prefetch("steps", steps))
        first = list(articles[: MOST + 1])
        rows = []
        for article in first[:MOST]:
            sentence, note = step_sentence(article)
            rows.append(Row(article.headline, form_of(article), sentence, note))
        empty = gettext("What editors send back to you, with their notes, appears here.")
        if reviews:
            empty = gettext("What reporters send for edit appears here, the oldest first.")
        more = article_list(state__exact=Workflow.READY) if len(first) > MOST else ""
        return Panel("needs-you", gettext("Needs you"), rows, empty, more)

    def unpublished(self):
        """The person's own working copies that differ from what readers see."""
        newest = self.articles.filter(modified_by=self.user).order_by("-modified", "-pk")[:MOST_LOOKED_AT]
        rows = []
        for article in with_status(newest, self.moment):
            status = Status(article)
            if status.working_copy and len(rows) < MOST:
                rows.append(Row(article.headline, form_of(article), f"{status.label}. {status.working_copy}."))
        empty = gettext("Articles that you have changed since they were published, and your drafts, appear here.")
        return Panel("unpublished", gettext("Your unpublished changes"), rows, empty)

    def coming_up(self):
        """What readers will notice in the next week: editions, take-downs, and pictures whose rights end."""
        until = self.moment + COMING_UP
        timed = []
        if self.writes:
            coming = Edition.objects.to_come_at(self.moment).filter(live_from__lte=until)
            mine = coming if self.sees_all else coming.filter(article__created_by=self.user)
            timed += [
                (edition.live_from, self.edition_row(edition)) for edition in mine.select_related("article")[:MOST]
            ]
        if self.sees_pictures:
            ending = Image.objects.ending_soon(self.moment, COMING_UP).filter(Exists(self.live_mentions()))
            timed += [(image.rights_end, right_row(image)) for image in ending[:MOST]]
        rows = [row for _moment, row in sorted(timed, key=lambda pair: pair[0])][:MOST]
        empty = gettext("Scheduled editions and take-downs of the next seven days, and rights that end, appear here.")
        return Panel("coming-up", gettext("Coming up"), rows, empty)

    def edition_row(self, edition):
        """Return the row of an edition that is scheduled."""
        moment = {"number": edition.number, "moment": format_moment(edition.live_from)}
        detail = gettext("Edition %(number)s goes live %(moment)s.")
        if edition.is_takedown:
            detail = gettext("It is taken down %(moment)s.")
        pages = [("retime", gettext("Change time")), ("cancel", gettext("Cancel"))]
        may_move = permissions.allows(self.user, permissions.to_move(edition))
        key = [edition.article_id, edition.number]
        actions = [(reverse(f"admin:articles_article_{name}", args=key), label) for name, label in pages if may_move]
        return Row(edition.headline or edition.article.headline, form_of(edition.article), detail % moment, "", actions)

    def published_today(self):
        """What began since midnight in the newsroom, the newest first."""
        midnight = newsroom_time(self.moment).replace(hour=0, minute=0, second=0, microsecond=0)
        begun = Edition.objects.begun_at(self.moment).filter(live_from__gte=midnight).order_by("-live_from", "-number")
        rows = []
        for edition in begun.select_related("address")[:MOST]:
            detail = gettext("Taken down") if edition.is_takedown else edition.get_kind_display()
            detail = f"{format_moment_briefly(edition.live_from)} · {detail}"
            rows.append(Row(edition.headline, edition.path, detail, edition.note))
        empty = gettext("What readers were given since midnight appears here.")
        return Panel("today", gettext("Published today"), rows, empty)

    def problems(self):
        """Pictures that live stories cannot show, or show without alternative text, and stories that a kill strands."""
        rows = self.picture_rows() if self.sees_pictures else []
        if self.writes:
            killed = Image.objects.killed().order_by("-added", "-pk").values("pk")[:MOST_CHECKED]
            for article in working_copies_with_any(Image, killed, self.articles).order_by("-modified")[:MOST]:
                detail = gettext("Its working copy has a picture that was killed: it cannot be published so.")
                rows.append(Row(article.headline, form_of(article), detail))
        empty = gettext(
            "Pictures in live stories that were killed, whose rights have ended or that lack an alternative text, "
            "appear here."
        )
        return Panel("problems", gettext("Problems"), rows[: 2 * MOST], empty)

    def picture_rows(self):
        """Return the rows of pictures in live stories that have a problem."""
        rights = Right.objects.order_by("-until").filter(kind=Right.Kind.ALLOW, until__lte=self.moment)
        denials = Right.objects.order_by("-begins").filter(kind=Right.Kind.DENY, begins__lte=self.moment)
        candidates = [
            Image.objects.killed().order_by("-added", "-pk").values("pk"),
            rights.values("image"),
            denials.values("image"),
        ]
        found = {}
        for keys in candidates:
            shown = self.shown_among(keys).prefetch_related("rights")
            reasons = {image: " ".join(image.reasons(self.moment)) for image in shown}
            found |= {image: reason for image, reason in reasons.items() if reason}
        silent = self.shown_among(Image.objects.without_alt().order_by("-added", "-pk").values("pk"))
        found |= {image: gettext("It has no alternative text.") for image in silent if image not in found}
        stories = self.stories_of([image.pk for image in found])
        return [
            Row(image.title, reverse("admin:articles_image_change", args=[image.pk]), reason, stories.get(image.pk, ""))
            for image, reason in [*found.items()][:MOST]
        ]

    def shown_among(self, keys):
        """Return the images that live stories show, among the first of these keys (a query set)."""
        return Image.objects.filter(pk__in=keys[:MOST_CHECKED]).filter(Exists(self.live_mentions()))[:MOST]

    def stories_of(self, images):
        """Return the headline of the newest live story of each of these images (their keys)."""
        live = Edition.objects.live_at(self.moment).filter(pk=OuterRef("edition"))
        mentions = EditionImage.objects.filter(Exists(live), fact__in=images).order_by("updated_from")
        pairs = mentions.values_list("fact", "edition__headline")
        return {image: gettext("In “%(story)s”") % {"story": headline} for image, headline in pairs}

    def live_mentions(self):
        """Return the mentions of an outer query's image by live editions."""
        live = Edition.objects.live_at(self.moment).filter(pk=OuterRef("edition"))
        return EditionImage.objects.filter(Exists(live), fact=OuterRef("pk"))


def right_row(image):
    """Return the row of an image in a live story whose rights end."""
    detail = gettext("The rights of this picture end %(moment)s.") % {"moment": format_moment(image.rights_end)}
    address = reverse("admin:articles_image_change", args=[image.pk])
    return Row(image.title, f"{address}#rights-group", detail)


def form_of(article):
    """Return the address of an article's form."""
    return reverse("admin:articles_article_change", args=[article.pk])


def article_list(**question):
    """Return the address of the list of articles with these filters."""
    return f"{reverse('admin:articles_article_changelist')}?{urlencode(question)}"
