"""The report of a lot: gathered once, written as PDF or HTML, signed, and checked later."""
