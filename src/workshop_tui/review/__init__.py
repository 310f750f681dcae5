"""Every verb there is, as methods of a seat with a role: the one door for screens and commands."""
