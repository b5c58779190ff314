"""A residual head on a frozen backbone: new classes or a few new pictures in a minute."""
