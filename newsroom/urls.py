"""Every address of the site: the desk, then the site's own words, then sections and articles."""

from django.contrib import admin
from django.urls import include, path

from newsroom import views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", views.front, name="front"),
    path("topics/", views.topics, name="topics"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("", include("timeline.urls")),
    path("", include("articles.urls")),
]
