"""All entities of the product, for whoever needs the whole schema at once."""

from dongan_training import settings
from dongan_training.accounts import models as accounts
from dongan_training.attendance import models as attendance
from dongan_training.bank import models as bank
from dongan_training.bank.regulations import models as regulations
from dongan_training.certificates import models as certificates
from dongan_training.designs import models as designs
from dongan_training.exam import models as exam
from dongan_training.overall import models as overall
from dongan_training.people import models as people
from dongan_training.storage import versions
from dongan_training.training import models as training

__all__ = [
    "accounts",
    "attendance",
    "bank",
    "certificates",
    "designs",
    "exam",
    "overall",
    "people",
    "regulations",
    "settings",
    "training",
    "versions",
]
