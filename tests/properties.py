"""How many cases the tests of properties try: a few, the same each time, or as many as `make fuzz` asks for."""

import os

from hypothesis import HealthCheck, settings

#: Cases of each property while fuzzing, by chance; 0 otherwise.
FUZZED = int(os.environ.get("GOVGRAPH_FUZZ", "0"))


def cases(number: int = 100) -> settings:
    """So many cases, the same each time; while fuzzing as many as asked for."""
    return settings(
        max_examples=FUZZED or number,
        derandomize=not FUZZED,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
        print_blob=True,
    )
