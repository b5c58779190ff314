"""The link between gate and engine: fixed-layout records over loopback TCP."""
