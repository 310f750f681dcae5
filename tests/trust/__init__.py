"""Proofs that the promises hold: real processes killed, power cut, disks full, files damaged.

``python -m tests.trust NAME`` runs one at length (see ``docs/trust.md``); the tests beside it run a
short version of each.
"""
