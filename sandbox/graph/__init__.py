"""Microsoft Graph as the sandbox speaks it, at /v1.0: sites, lists, items, delta, batch, people."""
