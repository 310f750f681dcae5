"""The review out: documents for people, from view models that hold no names."""
