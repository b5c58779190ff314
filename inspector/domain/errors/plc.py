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


class PipeError(PlcError):
    """The link between gate and engine broke or carried a malformed record."""

    code = "GAT-001"
    remedy = "The supervisor restarts the fallen side; parts are rejected meanwhile."


class JournalError(PlcError):
    """The gate's journal cannot be written or read."""

    code = "GAT-002"
    remedy = "Free disk space or repair the data folder; every part is rejected until then."
