from fastapi.testclient import TestClient

from app.main import app


def test_pay():
    assert TestClient(app).post("/api/orders/1/pay").status_code == 200
