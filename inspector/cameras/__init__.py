"""Camera drivers, one file each; decisions live above them."""
