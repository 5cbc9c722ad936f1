from flask import Blueprint
from blueprints.shared.permissions import Permission, may, signed_in
blueprint = Blueprint("meetings", __name__)
@blueprint.route("/organisations/<int:organisation_id>/meetings")
@may(Permission.SEE_ORGANISATION, of="organisation_id")
def calendar(organisation_id): return ""
@blueprint.route("/my-meetings")
@signed_in
def mine(): return ""
