"""Addresses of the readers' pages of timelines and events."""

from django.urls import path, re_path

from timeline import views

urlpatterns = [
    path("timelines/", views.timelines, name="timelines"),
    path("timelines/<slug:slug>/", views.timeline, name="timeline"),
    path("timelines/<slug:slug>/embed/", views.embed, name="embedded_timeline"),
    re_path(r"^timelines/(?P<slug>[-\w]+)\.(?P<form>json|csv|ics)$", views.export, name="exported_timeline"),
    path("events/<slug:slug>/", views.event, name="event"),
    path("oembed/", views.oembed, name="oembed"),
]
