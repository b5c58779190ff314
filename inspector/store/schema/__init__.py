"""The tables of the database and how a former one is brought to them."""
