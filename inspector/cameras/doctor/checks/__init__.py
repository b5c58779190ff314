"""One small pure function per thing that goes wrong."""
