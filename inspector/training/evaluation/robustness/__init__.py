"""What is left of a model's judgement when the picture is worse than it was in training."""
