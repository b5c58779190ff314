"""A PLC that polls with minimalmodbus: one line in, one line out, as client.c has it.

python minimalmodbus_client.py UNIT rtu DEVICE
"""

import sys
from collections.abc import Callable

import minimalmodbus

_TIMEOUT_S = 0.3
_BAUD_RATE = 115200
_CODES = {
    "Slave reported illegal function": 1,
    "Slave reported illegal data address": 2,
    "Slave reported illegal data value": 3,
    "Slave reported device failure": 4,
}


def verbs_of(plc: minimalmodbus.Instrument) -> dict[str, Callable[..., list[int] | None]]:
    def unit(number: int) -> None:
        plc.address = number

    return {
        "coils": lambda address, count: plc.read_bits(address, count, functioncode=1),
        "inputs": lambda address, count: plc.read_bits(address, count, functioncode=2),
        "holding": lambda address, count: plc.read_registers(address, count, functioncode=3),
        "input-registers": lambda address, count: plc.read_registers(
            address, count, functioncode=4
        ),
        "write-coil": lambda address, value: plc.write_bit(address, value, functioncode=5),
        "write": lambda address, value: plc.write_register(address, value, functioncode=6),
        "write-coils": lambda address, *values: plc.write_bits(address, list(values)),
        "write-many": lambda address, *values: plc.write_registers(address, list(values)),
        "unit": unit,
    }


def main() -> None:
    _, unit, _, device = sys.argv
    plc = minimalmodbus.Instrument(device, int(unit))
    plc.serial.baudrate, plc.serial.parity = _BAUD_RATE, minimalmodbus.serial.PARITY_NONE
    plc.serial.timeout = _TIMEOUT_S
    verbs = verbs_of(plc)
    print("ok", flush=True)
    for line in sys.stdin:
        verb, *numbers = line.split()
        try:
            values = verbs[verb](*map(int, numbers)) or []
            print("ok", *map(int, values), flush=True)
        except minimalmodbus.SlaveReportedException as error:
            print("exception", _CODES[str(error)], flush=True)
        except (OSError, ValueError) as error:
            print("error", type(error).__name__, error, flush=True)
    plc.serial.close()


main()
