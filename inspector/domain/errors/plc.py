"""Errors of the fieldbus and of the link between gate and engine."""

from inspector.domain.errors.base import InspectorError


class PlcError(InspectorError):
    """The PLC side failed."""

    code = "PLC-000"
    remedy = "Check the network to the PLC and the [plc] section of the station file."


class PortInUseError(PlcError):
    """Another program listens on the port."""

    code = "PLC-001"
    remedy = "Stop the other program (is a station already running?) or choose another port."


class ListenError(PlcError):
    """The address or port of the Modbus server cannot be used on this machine."""

    code = "PLC-005"
    remedy = "Name an address of this machine, and a port that the account may open (above 1023)."


class PlcConnectionError(PlcError):
    """The peer does not answer, or closed the connection."""

    code = "PLC-002"


class PlcExceptionResponseError(PlcError):
    """The peer answered with a Modbus exception."""

    code = "PLC-003"
    remedy = "Compare the register addresses with docs/reference/register-map.md."


class PlcEchoMismatchError(PlcError):
    """The peer confirmed another command than the one sent; the link cannot be trusted."""

    code = "PLC-004"
    remedy = "Look for a gateway that mixes up answers; the station reconnects by itself."


class PlcAlreadyConnectedError(PlcError):
    """A PLC is talking to the station, so the virtual PLC must not: two would count the parts."""

    code = "PLC-006"
    remedy = "Disconnect the PLC first; wait a second after another virtual PLC has ended."


class BlocksNotReadableError(PlcError):
    """In this role no second program can read the register blocks over Modbus."""

    code = "PLC-014"
    remedy = "Open the I/O page of the operator's app: it shows both blocks in every role."


class PlcBlocksRefusedError(PlcError):
    """The PLC answers, but has no registers where the station file says that the blocks lie."""

    code = "PLC-011"
    remedy = (
        "Compare vision_base and plc_base (0-based) with the PLC's program; for a PLC that does "
        'not know function 23 set exchange = "fc16_fc3".'
    )


class CouplerUnguardedError(PlcError):
    """The remote I/O coupler's own watchdog could not be confirmed; no part may pass through it."""

    code = "PLC-012"
    remedy = (
        "Compare plc.watchdog with the coupler's manual: each register is written in its order and "
        "read back, and at least one must hold what was written."
    )


class CouplerStarvedError(PlcError):
    """The coupler was not written to within its watchdog's time, so its outputs have dropped."""

    code = "PLC-013"
    remedy = (
        "Look for what holds the station or its network up; cycle_ms must be much shorter than "
        "watchdog_ms."
    )


class PlcCertificateError(PlcError):
    """TLS with the PLC failed: a certificate is missing, wrong, or not trusted."""

    code = "PLC-007"
    remedy = (
        "Check the files of [plc.tls] and the clocks of both sides: each must hold a certificate "
        "that the other's authority signed, and the server's must name its host."
    )


class SerialPortError(PlcError):
    """The serial port does not exist, is in use, or may not be opened by this account."""

    code = "PLC-008"
    remedy = (
        "Check [plc.serial] and the adapter; end the other program; on Linux the account must be "
        "in the group dialout."
    )


class CouplerSharedError(PlcError):
    """The coupler's outputs are not as the station wrote them: somebody else drives them, too."""

    code = "PLC-016"
    remedy = (
        "Find the other master (a second station, a PLC, a web page of the coupler) and take its "
        "right to write away; one station alone may drive a coupler."
    )


class ModbusClientRefusedError(PlcError):
    """A Modbus client was turned away: not allowed, one too many, without TLS, or not Modbus."""

    code = "PLC-017"
    remedy = (
        "If it is the PLC, compare its address and protocol with plc.allow, plc.connections_max "
        "and [plc.tls]; if not, keep that program away from this port."
    )


class CouplerAddressError(PlcError):
    """The coupler answers, but has no such input or output as the station file says."""

    code = "PLC-015"
    remedy = (
        "Compare the addresses of plc.inputs and plc.outputs (0-based) with the coupler's manual."
    )


def link_error(code: str, detail: str) -> PlcError:
    """The error of this code, as another process told it; of a code that is unknown the branch."""
    kinds = {kind.code: kind for kind in PlcError.__subclasses__()}
    return kinds.get(code, PlcError)(detail)


class PipeError(PlcError):
    """The link between gate and engine broke or carried a malformed record."""

    code = "GAT-001"
    remedy = "The supervisor restarts the fallen side; parts are rejected meanwhile."


class RecordTooNewError(PipeError):
    """The gate's journal was written by a newer version of the program."""

    code = "GAT-003"
    remedy = "Install the newer version again, or choose another --data-dir."


class JournalError(PlcError):
    """The gate's journal cannot be written or read."""

    code = "GAT-002"
    remedy = "Free disk space or repair the data folder; every part is rejected until then."
