"""What speed is promised, measured beside a floor that is taken in the same run."""
