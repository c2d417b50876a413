"""The addresses of readers: the fixed ones, then sections and articles.

They are all that is answered under the address of a moment to come; see `newsroom/as_of.py`.
"""

from django.urls import include, path

from newsroom import views

urlpatterns = [
    path("", views.front, name="front"),
    path("topics/", views.topics, name="topics"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("topics/<slug:slug>/events/", views.topic_events, name="topic_events"),
    path("topics/<slug:slug>/quotations/", views.topic_quotations, name="topic_quotations"),
    path("", include("timeline.urls")),
    path("", include("articles.urls")),
]
