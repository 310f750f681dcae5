"""What a learning review is: records and rules. Pure: no file, no clock, no screen."""
