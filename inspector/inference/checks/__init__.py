"""What a package must prove before anything of it is decoded or run."""
