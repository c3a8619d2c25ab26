"""The Teams app package: its template, its words and its icons. No code; bot.packaging reads it."""
