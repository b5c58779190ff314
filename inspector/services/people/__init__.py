"""People with roles: who they are, whether they are signed in, and what they did."""
