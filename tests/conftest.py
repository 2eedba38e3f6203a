"""What every test may rely on: hypothesis without a deadline, and markers for what a machine may not have."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Times differ between machines and loads; a property is about results. CI looks further and always at the same cases.
settings.register_profile("default", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("default"), max_examples=150, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")
