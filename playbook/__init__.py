"""The process itself: records, rules, decisions, what is due when.

Pure: no I/O, no clock, no framework. Time and identity are arguments, values are frozen,
and a refused command is a value like any other outcome.
"""
