from .base import *

SECRET_KEY = "not-a-secret-in-tests"
DEBUG = True
