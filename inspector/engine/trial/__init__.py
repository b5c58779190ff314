"""A model on trial judges along, and never in the way of a verdict."""
