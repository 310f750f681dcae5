"""Honest dates: a strict parser that reads what is written and never guesses the rest."""

from workshop_tui.intake.dates.clock import read_time, read_time_text
from workshop_tui.intake.dates.column import (
    ColumnDates,
    StoredDates,
    declared_order,
    is_date,
    is_yearless,
    read_column,
    read_date,
)
from workshop_tui.intake.dates.leading import split_date
from workshop_tui.intake.dates.phrase import ORDERS, Order
from workshop_tui.intake.dates.settle import Reading as DateReading
from workshop_tui.intake.dates.witness import Doubt
from workshop_tui.practice.date_words import weekday_named

__all__ = [
    "ORDERS",
    "ColumnDates",
    "DateReading",
    "Doubt",
    "Order",
    "StoredDates",
    "declared_order",
    "is_date",
    "is_yearless",
    "read_column",
    "read_date",
    "read_time",
    "read_time_text",
    "split_date",
    "weekday_named",
]
