"""What people say of parts."""
