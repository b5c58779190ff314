"""Every error a user can meet: a stable code, a cause and a remedy."""
