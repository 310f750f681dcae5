"""One review is one SQLite file: connection, schema, tables, journal, drafts, watch, search."""
