"""The API; filled in next."""
from flask import Blueprint
page = Blueprint("api", __name__, url_prefix="/api/v1")
