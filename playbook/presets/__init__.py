"""What a new change of each type begins with, as data (docs/decisions/0015-presets-are-data.md).

The rows are templates that the business makes its own: they stand in its lists and are edited
there. What is common to all types is written once, in `people`, `rhythm`, `learning`, `dangers`
and `rollout`; each type has a module of its own.
"""

from collections.abc import Mapping

from playbook.presets.ai import AI
from playbook.presets.business_app import BUSINESS_APP
from playbook.presets.devices import DEVICES
from playbook.presets.erp import ERP
from playbook.presets.microsoft_365 import MICROSOFT_365
from playbook.presets.other import OTHER
from playbook.presets.preset import Preset
from playbook.presets.security import SECURITY
from playbook.presets.service_desk import SERVICE_DESK
from playbook.records import ProjectType

PRESETS: Mapping[ProjectType, Preset] = {
    ProjectType.MICROSOFT_365: MICROSOFT_365,
    ProjectType.SECURITY: SECURITY,
    ProjectType.ERP: ERP,
    ProjectType.AI: AI,
    ProjectType.SERVICE_DESK: SERVICE_DESK,
    ProjectType.BUSINESS_APP: BUSINESS_APP,
    ProjectType.DEVICES: DEVICES,
    ProjectType.OTHER: OTHER,
}

__all__ = ["PRESETS", "Preset"]
