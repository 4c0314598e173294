"""A small reader of Table Schema: what a row of a table may and must hold.

Source: https://specs.frictionlessdata.io/table-schema/
"""

import datetime as dt
import re


def faults(schema, rows):
    """Give what is wrong, as field and value; nothing when the table is as the schema says."""
    fields = {field["name"]: field for field in schema["fields"]}
    found = [
        (name, row[name])
        for row in rows
        for name, field in fields.items()
        if not _fits(field, row.get(name, ""))
    ]
    for name, field in fields.items():
        values = [row[name] for row in rows]
        if field.get("constraints", {}).get("unique") and len(set(values)) < len(values):
            found.append((name, "twice"))
    return found + [(name, "unknown") for row in rows[:1] for name in row if name not in fields]


def _fits(field, value):
    constraints = field.get("constraints", {})
    if value == "":
        return not constraints.get("required")
    if not _is_a(field["type"], value):
        return False
    number = float(value) if field["type"] == "number" else 0
    return (
        bool(re.search(constraints.get("pattern", ""), value))
        and len(value) <= constraints.get("maxLength", len(value))
        and value in constraints.get("enum", [value])
        and constraints.get("minimum", number) <= number <= constraints.get("maximum", number)
    )


def _is_a(kind, value):
    if kind == "number":
        return bool(re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", value))
    if kind == "boolean":
        return value in {"true", "false"}
    if kind == "date":
        return bool(dt.date.fromisoformat(value))
    return kind == "string"
