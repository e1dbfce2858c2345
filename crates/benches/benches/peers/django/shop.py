"""The shop with Django's own accounts and sessions, without its check of where a form comes from."""

import json
import os
from pathlib import Path

from django.conf import settings

BESIDE = Path(__file__).parent.parent
COOKIES = json.loads((BESIDE / "cookies.json").read_text())

settings.configure(
    ALLOWED_HOSTS=["*"],
    SECRET_KEY="b9Xq2Lr7Wz4Tn8Vc1Mh6Yd3Fg5Js0PaQe",
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": f"{os.getcwd()}/shop.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL", "timeout": 30},
        }
    },
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [BESIDE]}],
)

from django.contrib.auth import authenticate, login  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpResponse, HttpResponseRedirect  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402

app = get_wsgi_application()

from django.contrib.auth.models import User  # noqa: E402

call_command("migrate", verbosity=0)


def static_page(request):
    return HttpResponse("ok")


def cookies(request):
    email = request.user.email if request.user.is_authenticated else None
    return render(request, "shop.html", {"cookies": COOKIES, "email": email})


def see_other(location):
    return HttpResponseRedirect(location, status=303)


def log_in(request):
    if request.method == "GET":
        return render(request, "form.html")
    user = authenticate(request, username=request.POST["email"], password=request.POST["password"])
    if user is None:
        return render(request, "form.html", status=422)
    login(request, user)
    return see_other("/cookies")


def register(request):
    email = request.POST["email"]
    User.objects.create_user(email, email, request.POST["password"])
    return see_other("/login")


urlpatterns = [
    path("static-page", static_page),
    path("cookies", cookies),
    path("login", log_in),
    path("register", register),
]
