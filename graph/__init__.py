"""What is kept: records to and from SharePoint Lists through Microsoft Graph, and the register.

`graph.records.Records` is what the rest of Cutover uses; below it are the port `graph.lists.Lists`
with its two keepers, and `graph.wire.Wire`, the only way to Graph.
"""
