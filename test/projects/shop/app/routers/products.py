from fastapi import APIRouter

from app.database import Session

router = APIRouter(prefix="/products")


@router.get("/")
def list_products():
    with Session() as session:
        return session.execute("SELECT id, name FROM products").all()
