from fastapi import FastAPI

from app.routers import health, products

app = FastAPI()
app.include_router(products.router, prefix="/api")
app.include_router(health.router, prefix="/internal")
