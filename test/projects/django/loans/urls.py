from django.urls import path

from . import views

urlpatterns = [
    path("loans/", views.loans),
    path("status/ready/", views.ready),
]
