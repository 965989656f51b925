import os

import jwt

SECRET = os.environ["JWT_SECRET"]


def session(user: str) -> str:
    return jwt.encode({"user": user}, SECRET, algorithm="HS256")
