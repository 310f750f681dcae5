"""One module a kind of file: bytes in, raw rows with their origin out."""
