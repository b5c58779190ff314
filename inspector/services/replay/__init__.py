"""Results judged again from their archived pictures."""
