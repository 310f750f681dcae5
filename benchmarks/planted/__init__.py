"""Documents of invented prose with planted names and identifiers, to measure the leak check."""
