"""The published form of the records: what `govgraph extract` prints and `report.json` holds.

An Extraction is one JSON object a document; fields may be added to it, not changed.
"""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any


def to_plain(record: object) -> Any:
    """A record as JSON values: tuples as lists, days in ISO form, figures as numbers (83, not 83.0).

    >>> to_plain((Decimal("83"), Decimal("1202.6"), date(2021, 11, 19), None))
    [83, 1202.6, '2021-11-19', None]
    """
    match record:
        case Decimal():
            return int(record) if record == record.to_integral_value() else float(record)
        case date():
            return record.isoformat()
        case list() | tuple():
            return [to_plain(item) for item in record]
        case dict():
            return {key: to_plain(value) for key, value in record.items()}
    if is_dataclass(record):
        return {field.name: to_plain(getattr(record, field.name)) for field in fields(record)}
    return record


def to_json(record: object, *, indent: int | None = None) -> str:
    """A record as JSON text, Chinese as Chinese; on one line unless ``indent`` is given."""
    return json.dumps(to_plain(record), ensure_ascii=False, allow_nan=False, indent=indent)
