"""Prepared statements for what every mail runs: written in Core, compiled once, run on the driver's own cursor.

Core spends some 20 µs a statement on contexts, look-ups and result objects, SQLite 3 to 20 on the statement itself
(docs/decisions/0008). A prepared one gives plain tuples, in the order of its columns. Transactions stay with `db`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Select, String, bindparam
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import Insert, Update
from sqlalchemy.types import TypeEngine

Row = tuple[Any, ...]
_Process = Callable[[Any], Any]


class Prepared:
    """One statement for both databases. `fields` are the columns that an insert is given values for."""

    def __init__(self, statement: Select[Any] | Insert | Update, *fields: str) -> None:
        self._statement = statement
        self._fields = list(fields) or None
        self._ready: dict[str, _Ready] = {}

    def rows(self, conn: Connection, values: Mapping[str, Any]) -> list[Row]:
        """Run it; every row that it gives. Driver errors are raised as SQLAlchemy's, as Core does."""
        ready = self._for(conn.dialect)
        bound = ready.bind(values)
        try:
            found: list[Row] = conn.connection.driver_connection.execute(ready.sql, bound).fetchall()  # type: ignore[union-attr]
        except ready.error as error:
            raise ready.trouble(error) from error
        return ready.shown(found) if ready.processes else found

    def row(self, conn: Connection, values: Mapping[str, Any]) -> Row | None:
        """Run it; the first row, or None."""
        found = self.rows(conn, values)
        return found[0] if found else None

    def made(self, conn: Connection, values: Mapping[str, Any]) -> int:
        """Run an insert that returns one id."""
        ((made, *_),) = self.rows(conn, values)
        return int(made)

    def run(self, conn: Connection, *many: Mapping[str, Any]) -> None:
        """Run it for each of these, rows left aside."""
        ready = self._for(conn.dialect)
        try:
            cursor = conn.connection.driver_connection.cursor()  # type: ignore[union-attr]
            if len(many) == 1:
                cursor.execute(ready.sql, ready.bind(many[0]))
            else:
                cursor.executemany(ready.sql, [ready.bind(values) for values in many])
        except ready.error as error:
            raise ready.trouble(error) from error

    def _for(self, dialect: Dialect) -> _Ready:
        ready = self._ready.get(dialect.name)
        if ready is None:
            ready = self._ready[dialect.name] = _Ready(self._statement, self._fields, dialect)
        return ready


class _Ready:
    """A statement as one driver takes it: its text, its values in place, what turns columns into Python's types."""

    def __init__(self, statement: Select[Any] | Insert | Update, fields: list[str] | None, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=fields)
        assert isinstance(compiled, SQLCompiler)
        self.sql = str(compiled)
        self.error: type[Exception] = dialect.loaded_dbapi.Error
        self._dialect = dialect
        fixed = {**compiled.params, **_defaults(compiled)}
        self._names: list[tuple[str, Any, _Process | None]] = [
            (name, fixed.get(name), compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect))
            for name in (compiled.positiontup or list(compiled.binds))
        ]
        self._is_positional = compiled.positional
        shown = [_result_processor(column.type, dialect) for column in statement.exported_columns]
        self.processes = shown if any(shown) else []

    def bind(self, values: Mapping[str, Any]) -> tuple[Any, ...] | dict[str, Any]:
        """The values as the driver wants them: by place or by name."""
        bound = [
            (values.get(name, fixed) if process is None else process(values.get(name, fixed)))
            for name, fixed, process in self._names
        ]
        if self._is_positional:
            return tuple(bound)
        return {name: value for (name, _, _), value in zip(self._names, bound, strict=True)}

    def shown(self, rows: Sequence[Row]) -> list[Row]:
        """The rows with their columns in Python's types."""
        return [
            tuple(
                value if process is None else process(value) for value, process in zip(row, self.processes, strict=True)
            )
            for row in rows
        ]

    def trouble(self, error: Exception) -> BaseException:
        """The driver's error as SQLAlchemy tells it; what was bound stays out, since it may be a letter."""
        return DBAPIError.instance(
            self.sql, None, error, self.error, hide_parameters=True, dialect=self._dialect
        )  # fmt: skip


def listed(count: int) -> list[BindParameter[str]]:
    """Places for a list of that length, to stand in `column.in_(…)`; `values_of` fills them."""
    return [bindparam(f"listed_{number}", type_=String) for number in range(count)]


def values_of(many: Sequence[str]) -> dict[str, str]:
    """The values for the places of `listed(len(many))`."""
    return {f"listed_{number}": one for number, one in enumerate(many)}


def _result_processor(kind: TypeEngine[Any], dialect: Dialect) -> _Process | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _defaults(compiled: SQLCompiler) -> dict[str, Any]:
    """What columns fill in by themselves; a default that has to be worked out anew is none for here."""
    found: dict[str, Any] = {}
    for column in compiled.insert_prefetch:
        default = column.default
        if default is None or not default.is_scalar:
            raise ValueError(f"{column}: a prepared statement needs a value, or a default that is one")
        found[column.key] = default.arg  # type: ignore[attr-defined]  # of a scalar default
    return found
