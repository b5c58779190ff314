"""Concrete classes put together, one noun a file; `inspector.app` makes a station of them."""
