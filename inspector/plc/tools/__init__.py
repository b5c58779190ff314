"""What a PLC engineer looks at on the commissioning day; it reads and never writes."""
