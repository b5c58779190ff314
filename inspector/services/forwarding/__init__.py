"""Handing a station's history on to one that several stations share."""
