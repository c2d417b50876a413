"""Addresses of the readers' pages of this house."""

from django.urls import path

from timeline import views

urlpatterns = [
    path("timelines/", views.timelines, name="timelines"),
    path("timelines/<slug:slug>/", views.timeline, name="timeline"),
]
