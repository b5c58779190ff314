"""Inspector: a visual-inspection station with proof that no part was ever missed."""

__version__ = "0.1.0"
