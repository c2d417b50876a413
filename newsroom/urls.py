"""Every address of the site: the desk, then fixed addresses, then sections and articles."""

from django.contrib import admin
from django.urls import include, path

from articles.admin import dates
from newsroom import views

urlpatterns = [
    path("admin/dates/", admin.site.admin_view(dates.answer), name="date_answer"),
    path("admin/", admin.site.urls),
    path("", views.front, name="front"),
    path("topics/", views.topics, name="topics"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("", include("timeline.urls")),
    path("", include("articles.urls")),
]
