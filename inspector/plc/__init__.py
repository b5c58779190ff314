"""The Modbus adapter and the register map; one file knows pymodbus."""
