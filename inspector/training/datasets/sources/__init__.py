"""Where pictures and their labels come from; each layout in a file of its own."""
