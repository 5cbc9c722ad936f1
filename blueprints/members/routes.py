"""placeholder to be replaced"""

from flask import Blueprint

from blueprints.shared.permissions import Permission, may

blueprint = Blueprint("members", __name__)


@blueprint.route("/organisations/<int:organisation_id>/members")
@may(Permission.SEE_ROSTER, of="organisation_id")
def roster(organisation_id):
    return ""
