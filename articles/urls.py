"""Addresses of the readers' pages of articles; the fixed ones come first, because a section may have any slug."""

from django.urls import path

from articles import views

urlpatterns = [
    path("pictures/<slug:stem>/<str:name>", views.picture, name="picture"),
    path("preview/<str:token>/", views.shared, name="shared"),
    path("preview/<str:token>/<str:signature>/pictures/<slug:stem>/<str:name>", views.shared_picture),
    path("authors/<slug:slug>/", views.author, name="author"),
    path("corrections/", views.corrections, name="corrections"),
    path("credits/", views.image_credits, name="credits"),
    path("<slug:slug>/", views.section, name="section"),
    path("<slug:section>/<slug:slug>/", views.article, name="article"),
    path("<slug:section>/<slug:slug>/changes/", views.changes, name="changes"),
    path("<slug:section>/<slug:slug>/changes/compare/", views.compare, name="compare"),
    path("<slug:section>/<slug:slug>/credits/", views.article_credits, name="article_credits"),
]
