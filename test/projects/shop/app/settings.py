import os


class Settings:
    payment_url = os.environ["PAYMENT_URL"]
    payment_token = os.environ["PAYMENT_TOKEN"]
    jwt_secret = os.getenv("JWT_SECRET", "change-me")


settings = Settings()
