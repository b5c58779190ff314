"""Readers of image-file headers: size and mode before any pixel is decoded."""
