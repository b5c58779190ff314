"""Smaller and faster files of the same network, each measured."""
