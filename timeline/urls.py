"""Addresses of the readers' pages of this house."""

from django.urls import path, re_path

from timeline import carrying, views

urlpatterns = [
    path("timelines/", views.timelines, name="timelines"),
    path("timelines/<slug:slug>/", views.timeline, name="timeline"),
    path("timelines/<slug:slug>/embed/", carrying.embed, name="embedded_timeline"),
    re_path(r"^timelines/(?P<slug>[-\w]+)\.(?P<form>json|csv|ics)$", carrying.export, name="exported_timeline"),
    path("events/<slug:slug>/", views.event, name="event"),
    path("oembed/", carrying.oembed, name="oembed"),
]
