"""Numbers, amounts and dates as they are printed. Pure: text in, exact values out."""
