"""`cutover export`: every list as CSV, and all of them as one Excel workbook."""
