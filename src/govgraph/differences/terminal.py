"""The difference of two builds for a terminal: a table of counts, then what is new, gone and changed, by name.

The lines are styled throughout; what prints them takes the styles out where no terminal shows them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click

from govgraph.columns import make_printable, pad, width_of
from govgraph.differences.records import (
    Change,
    Difference,
    Part,
    Stored,
    StoredDocument,
    StoredEntity,
    StoredMeasure,
    StoredPost,
    StoredRelation,
)
from govgraph.records import to_plain

#: Rows of a list that is cut; two lists of them fill a large window.
_SHOWN = 20
#: Columns of the longest name or statement that the rest of its row is aligned with.
_WIDEST = 72
#: Columns left for the rest of a row.
_REST = 30

#: Why what is added or gone is not listed, for statements and for entities.
_HIDDEN = ("only follow an entity that perhaps has another id (--all)", "are perhaps only under another id, see below")
_COLOURS = {"+": "green", "-": "red", "~": "yellow"}
_COLUMNS = ("A", "B", "added", "gone", "changed", "recounted")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line to print: sign, what it is about, what is to be said of it."""

    sign: str
    fact: str
    rest: str


def render_difference(difference: Difference, width: int, *, everything: bool = False) -> Iterator[str]:
    """The lines: counts, then a section for each kind of thing and direction that has something to show.

    Args:
        difference: what two builds differ in.
        width: columns to fill.
        everything: cut no list, and list also what is only counted otherwise or follows an entity's other id.
    """
    parts: dict[str, Part[Any]] = {
        "documents": difference.documents,
        "entities": difference.entities,
        "relations": difference.relations,
        "posts": difference.posts,
        "figures": difference.measures,
    }
    yield from _count(parts)
    if not difference:
        yield ""
        yield "No difference: both builds say the same."
        return
    for name, part in parts.items():
        yield from _list_part(name, part, width, everything)
    recounted = sum(len(part.recounted) for part in parts.values())
    if recounted and not everything:
        yield ""
        yield f"{recounted:,} recounted: only how often or how surely they are said differs (--all lists them)."


def _count(parts: Mapping[str, Part[Any]]) -> Iterator[str]:
    yield f"{'':10}" + "".join(f"{column:>11}" for column in _COLUMNS)
    for name, part in parts.items():
        lists = (part.added, part.gone, part.changed, part.recounted)
        yield f"{name:10}" + "".join(f"{count:11,}" for count in (part.old, part.new, *map(len, lists)))


def _list_part(name: str, part: Part[Any], width: int, everything: bool) -> Iterator[str]:
    twins = _tell_twins(part)
    for direction, sign, records in (("added", "+", part.added), ("gone", "-", part.gone)):
        shown = [one for one in records if everything or one.id not in twins]
        rows = [_Row(sign, _say(one), _join(_weigh(one), twins.get(one.id, ""))) for one in sorted(shown, key=_rank)]
        yield from _list_rows(f"{name} {direction}", _count_types(records), rows, width, everything)
        if len(shown) < len(records):
            yield f"  {len(records) - len(shown):,} {_HIDDEN[name == 'entities']}"
    if name == "entities" and not everything:
        yield from _list_rows("entities perhaps the same", *_pair_up(part), width, everything)
    for direction, changes in (("changed", part.changed), ("recounted", part.recounted if everything else ())):
        rows = [_Row("~", _say(one.new), _tell_change(one)) for one in sorted(changes, key=lambda one: _rank(one.new))]
        yield from _list_rows(f"{name} {direction}", f"{len(changes):,}", rows, width, everything)


def _list_rows(title: str, count: str, rows: Sequence[_Row], width: int, everything: bool) -> Iterator[str]:
    if count == "0":
        return
    yield ""
    yield click.style(f"{title.capitalize()}: {count}", bold=True)
    shown = rows if everything else rows[:_SHOWN]
    column = min(max((width_of(row.fact) for row in shown), default=0), _WIDEST, max(width - _REST, 0))
    for row in shown:
        line = f"{row.sign} {pad(row.fact, column)}  {make_printable(row.rest)}".rstrip()
        yield "  " + click.style(line, fg=_COLOURS[row.sign])
    if len(shown) < len(rows):
        yield f"  and {len(rows) - len(shown):,} more (--all)"


def _count_types(records: Sequence[Stored]) -> str:
    """How many, and how many of each type or predicate, the commonest first."""
    types = Counter(
        one.type if isinstance(one, StoredEntity) else one.predicate
        for one in records
        if isinstance(one, StoredEntity | StoredRelation)
    )
    each = ", ".join(f"{name} {count:,}" for name, count in sorted(types.items(), key=lambda pair: (-pair[1], pair[0])))
    return f"{len(records):,} ({each})" if each else f"{len(records):,}"


def _rank(record: Stored) -> tuple[object, ...]:
    """What most articles say comes first."""
    match record:
        case StoredDocument():
            return (record.path,)
        case StoredEntity():
            return -record.documents, -record.mentions, record.type, record.name, record.id
    return -record.support, -record.confidence, _say(record), record.id


def _say(record: Stored) -> str:
    """The thing or statement in names: 苏锡通园区 —runs→ 挂帅揭榜."""
    match record:
        case StoredDocument():
            said = record.path
        case StoredEntity():
            said = f"{record.type:<18}  {record.name}"
        case StoredRelation():
            said = f"{record.subject.name} —{record.predicate}→ {record.object.name}"
            said += "" if record.basis == "text" else f" ({record.basis})"
        case StoredPost():
            said = f"{record.name} · {record.role} · {record.of.name}"
        case StoredMeasure():
            said = f"{record.subject.name} · {record.indicator} = {_show(record.value)} {record.unit}"
            said += f" ({_join(record.bound, record.period or '')})"
    return make_printable(said)


def _weigh(record: Stored) -> str:
    match record:
        case StoredDocument():
            return record.title or ""
        case StoredEntity():
            return f"{_plural(record.documents, 'document')}, {_plural(record.mentions, 'mention')}"
    return f"{_plural(record.support, 'document')}, {record.confidence:.2f}"


def _tell_change(change: Change[Any]) -> str:
    """The fields with what they were and are; an id only where it alone is another."""
    told = [field for field in change.fields if field != "id"] or ["id"]
    return ", ".join(_tell_field(field, getattr(change.old, field), getattr(change.new, field)) for field in told)


def _tell_field(field: str, old: object, new: object) -> str:
    if field == "sha256":
        return "other content"
    if isinstance(old, tuple) and isinstance(new, tuple):
        signed = [f"+{one}" for one in new if one not in old] + [f"-{one}" for one in old if one not in new]
        return f"{field} {' '.join(signed)}"
    return f"{field} {_show(old)} → {_show(new)}"


def _tell_twins(part: Part[Any]) -> dict[str, str]:
    """By the id of what is gone or added, what it perhaps is now or was."""
    names = {one.id: f"{one.name} ({one.id})" for one in (*part.gone, *part.added) if isinstance(one, StoredEntity)}
    told: defaultdict[str, list[str]] = defaultdict(list)
    for twins in part.perhaps_same:
        told[twins.gone].append(f"perhaps now {names.get(twins.added, twins.added)}")
        told[twins.added].append(f"perhaps was {names.get(twins.gone, twins.gone)}")
    return {id_: _join(*texts) for id_, texts in told.items()}


def _pair_up(part: Part[StoredEntity]) -> tuple[str, list[_Row]]:
    """How many entities are perhaps under another id, and a row for each pair."""
    old, new = ({one.id: one for one in side} for side in (part.gone, part.added))
    pairs = [(old[twins.gone], new[twins.added]) for twins in part.perhaps_same]
    pairs.sort(key=lambda pair: (_rank(pair[1]), pair[0].id))
    rows = []
    for before, now in pairs:
        alike = (before.type, before.name) == (now.type, now.name)
        was = "" if alike else f"was {before.type} {before.name}"
        rows.append(_Row("~", _say(now), _join(was, f"{before.id} → {now.id}")))
    return f"{len(pairs):,}", rows


def _show(value: object) -> str:
    """A value in a few characters.

    >>> from datetime import date
    >>> _show(date(2021, 11, 19)), _show(None), _show(0.8)
    ('2021-11-19', '–', '0.80')
    """
    match value:
        case None:
            return "–"
        case float():
            return f"{value:.2f}"
    return str(to_plain(value))


def _join(*texts: str) -> str:
    return ", ".join(filter(None, texts))


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
