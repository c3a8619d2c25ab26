"""The Teams app package: what `cutover package` writes, and what it must know for that."""
