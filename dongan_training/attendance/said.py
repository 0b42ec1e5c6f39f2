"""What walk-ins said at the door about where they come from (自报单位)."""

from sqlalchemy import func, select

from dongan_training.attendance.models import WalkIn

# For lists, as long as the roll knows no unit of theirs: join it outside on the enrolment.
SAID = (
    select(WalkIn.enrolment_id, func.max(WalkIn.said).label("unit"))
    .group_by(WalkIn.enrolment_id)
    .subquery("said_at_door")
)
