"""What a report says, section by section, in the words of one language."""
