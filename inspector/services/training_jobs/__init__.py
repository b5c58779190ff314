"""Trainings that people ask the station for; each runs in a process of its own."""
