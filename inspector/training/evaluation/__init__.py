"""How well the very file that will run judges pictures it never saw."""
