"""GigE Vision and USB3 Vision on every system through viva-genicam; experimental."""
