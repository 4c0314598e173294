"""Routes of accounts, all kept by django-allauth."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
