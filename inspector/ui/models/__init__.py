"""Item models between the API and the views."""
