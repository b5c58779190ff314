"""A virtual GigE Vision camera: GVCP and GVSP over UDP, for any client on this computer.

It needs neither a library nor an operating system's favour: plain sockets on a loopback address.
Register numbers, message layouts and status codes are those of the GigE Vision 1.2 standard.
"""
