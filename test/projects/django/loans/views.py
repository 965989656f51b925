from django.db import connection
from django.http import JsonResponse


def loans(request):
    return JsonResponse({"loans": []})


def ready(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ready": True})
