"""The shop's API."""

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from app.routers import orders, products

app = FastAPI(title="Shop")

app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_methods=["GET", "POST"],
)

app.include_router(products.router, prefix="/api")
app.include_router(orders.router, prefix="/api")
