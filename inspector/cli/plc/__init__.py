"""`inspector plc`: the register map, and what a PLC engineer needs on the commissioning day."""
