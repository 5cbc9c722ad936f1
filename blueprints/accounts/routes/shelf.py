"""The blueprint that the files of this folder put their addresses on."""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__)
