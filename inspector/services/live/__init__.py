"""The running station as its clients see and command it."""
