"""What a report is made of, and how it is written as PDF or HTML; every report uses the same."""
