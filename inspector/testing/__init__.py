"""Fakes and port contracts, published for driver authors; never imported at run time."""
