"""Languages, texts of the domain's words, and formats of numbers and times."""
