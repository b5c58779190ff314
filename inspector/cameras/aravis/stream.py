"""A stream of buffers: filled by the library's thread, taken here, copied and given back."""

from __future__ import annotations

import ctypes
from ctypes import byref, c_int, c_size_t
from dataclasses import dataclass

import numpy as np

from inspector.cameras.aravis.library import aravis, checked
from inspector.cameras.genicam.framing import Delivered

_SUCCESS = 0
_PACKET_SOCKET_DISABLED = 1
_FIXED_BUFFER = 0
_RESEND_NEVER, _RESEND_ALWAYS = 0, 1
_MEBIBYTE = 1024 * 1024
_NO_ID = 2**64 - 1


@dataclass(frozen=True, slots=True)
class StreamOptions:
    """How frames are received.

    Attributes:
        buffers: How many frames the library may hold.
        packet_resend: Ask a GigE camera for lost packets again.
        socket_buffer_mb: Receive buffer of a GigE stream; the kernel caps it to
            ``net.core.rmem_max``.
    """

    buffers: int
    packet_resend: bool
    socket_buffer_mb: int


class AravisStream:
    """Open from construction to :meth:`close`.

    Args:
        camera: ``ArvCamera *``.
        options: How frames are received.
    """

    def __init__(self, camera: int, options: StreamOptions) -> None:
        library = self._library = aravis()
        is_gige = bool(library.arv_camera_is_gv_device(camera))
        if is_gige:
            # raw sockets, which root would get, deliver nothing on the loopback interface
            library.arv_camera_gv_set_stream_options(camera, _PACKET_SOCKET_DISABLED)
        payload = checked(library.arv_camera_get_payload, camera)
        self._stream: int | None = checked(library.arv_camera_create_stream, camera, None, None)
        if is_gige:
            library.arv_stream_stop_thread(self._stream, 0)
            self._set("packet-resend", _RESEND_ALWAYS if options.packet_resend else _RESEND_NEVER)
            self._set("socket-buffer", _FIXED_BUFFER)
            self._set("socket-buffer-size", options.socket_buffer_mb * _MEBIBYTE)
            library.arv_stream_start_thread(self._stream)
        for _ in range(options.buffers):
            self._give(library.arv_buffer_new_allocate(payload))

    def take(self, timeout_s: float) -> Delivered | None:
        """The next buffer, or ``None`` when none came in time."""
        buffer = self._library.arv_stream_timeout_pop_buffer(self._stream, int(timeout_s * 1e6))
        if buffer is None:
            return None
        try:
            return self._copied(buffer)
        finally:
            self._give(buffer)

    def close(self) -> None:
        """End the library's thread and free all buffers."""
        if self._stream is not None:
            self._library.g_object_unref(self._stream)
            self._stream = None

    def _set(self, name: str, value: int) -> None:
        self._library.g_object_set(
            ctypes.c_void_p(self._stream), name.encode(), c_int(value), ctypes.c_void_p()
        )

    def _give(self, buffer: int) -> None:
        """To the library, without the id of its last frame, which a lost leader would leave."""
        self._library.arv_buffer_set_frame_id(buffer, _NO_ID)
        self._library.arv_stream_push_buffer(self._stream, buffer)

    def _copied(self, buffer: int) -> Delivered:
        library = self._library
        raw_id = library.arv_buffer_get_frame_id(buffer)
        device_ns = library.arv_buffer_get_timestamp(buffer) or None
        if raw_id == _NO_ID:
            return Delivered(None)
        if library.arv_buffer_get_status(buffer) != _SUCCESS:
            return Delivered(raw_id, device_ns=device_ns)
        size, padding_x, padding_y = c_size_t(), c_int(), c_int()
        address = library.arv_buffer_get_image_data(buffer, byref(size))
        library.arv_buffer_get_image_padding(buffer, byref(padding_x), byref(padding_y))
        content = np.empty(size.value, np.uint8)
        ctypes.memmove(content.ctypes.data, address, size.value)
        return Delivered(
            raw_id,
            content,
            library.arv_buffer_get_image_pixel_format(buffer),
            library.arv_buffer_get_image_width(buffer),
            library.arv_buffer_get_image_height(buffer),
            padding_x.value,
            device_ns,
        )
