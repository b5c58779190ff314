"""`inspector camera`: find, look through, set and measure cameras."""
