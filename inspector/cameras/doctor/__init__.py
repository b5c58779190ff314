"""What ruins camera streams on a computer: facts are gathered, pure checks judge them."""
