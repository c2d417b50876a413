"""Mail to people of the desk: about work that waits for them, and links for new passwords.

It is sent by a thread of its own. So no page waits for a mail server, nothing that was saved is lost where the server
does not answer, and the time of an answer does not say whether an address is known.
"""

import logging
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.accounts import name_of
from articles.models import Workflow, permissions
from articles.pages import absolute_url
from newsroom.models import MailChoice

MOST_PEOPLE = 100  # to whom one mail goes
SUBJECTS = {
    Workflow.READY: _("“%(headline)s” waits to be read"),
    Workflow.CHANGES: _("Changes are requested: “%(headline)s”"),
    Workflow.APPROVED: _("Approved: “%(headline)s”"),
}

logger = logging.getLogger(__name__)
# Python waits for what it has still to send before it ends.
sender = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")


def notify(people, subject, template, context):
    """Send mail to each of some people (a query set of accounts) when the transaction has been committed.

    Only active accounts with an address whose owners want mail get any. A failure is logged, and raises nothing.
    """

    # A function and no partial, which has not the name by which Django logs a failure.
    def prepare_after_commit():
        prepare(people, subject, template, context)

    transaction.on_commit(prepare_after_commit, robust=True)


def prepare(people, subject, template, context):
    """Write the mail to each of some people, and have it sent."""
    refused = MailChoice.objects.filter(wants_mail=False).values("account")
    wanting = people.filter(is_active=True).exclude(email="").exclude(pk__in=refused).order_by("pk")
    addresses = wanting.values_list("email", flat=True).distinct()[:MOST_PEOPLE]
    words = render_to_string(template, {"publication": settings.PUBLICATION_NAME, **context})
    send_soon([EmailMessage(" ".join(subject.split()), words, to=[address]) for address in addresses])


def send_soon(messages):
    """Have some messages sent, without waiting for it."""
    sender.submit(send, messages)


def send(messages):
    """Send each of some messages; log those that cannot be sent, without their words and addresses."""
    for message in messages:
        try:
            message.send()
        except Exception as error:  # whatever a mail server or an address may cause: the other mails are sent
            logger.error("A mail could not be sent: %s", type(error).__name__)


def notify_of_step(instance, created, raw=False, **kwargs):
    """Say to those for whom it waits that a working copy took a step; a receiver of `post_save` of `WorkflowStep`."""
    if raw or not created or instance.state not in SUBJECTS:
        return
    article, by = instance.article, instance.by
    people = User.objects.filter(pk=article.created_by_id)
    if instance.state == Workflow.READY:
        [need] = permissions.TO_REVIEW
        [permission] = need.any_of
        people = User.objects.with_perm(permission, backend="django.contrib.auth.backends.ModelBackend")
    context = {
        "step": instance,
        "by": name_of(by),
        "article": article,
        "url": absolute_url(reverse("admin:articles_article_change", args=[article.pk])),
    }
    subject = SUBJECTS[instance.state] % {"headline": article.headline}
    notify(people.exclude(pk=instance.by_id), subject, "newsroom/mail/step.txt", context)
