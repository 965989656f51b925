from fastapi import APIRouter

router = APIRouter(prefix="/products")


@router.get("")
def products():
    return []


@router.get("/{product}")
def product(product: int):
    return {"product": product}
