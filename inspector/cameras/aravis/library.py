"""The functions of ``libaravis-0.8`` that the driver calls, and what its errors mean here.

ctypes releases the GIL in every call, so no wait of the library stops another thread.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import POINTER, byref, c_char_p, c_double, c_int, c_int64, c_size_t, c_uint, c_uint64
from ctypes import c_void_p as pointer
from functools import cache
from typing import Any

from inspector.domain.errors.camera import (
    CameraBusyError,
    CameraError,
    CameraLostError,
    CameraNotFoundError,
    DriverMissingError,
    FeatureError,
)
from inspector.domain.phrases.drivers import DriverPhrase

_SONAME = "libaravis-0.8.so.0"
_INSTALL = "Run `apt-get install libaravis-0.8-0`; on other systems use the driver `viva`."


class _GError(ctypes.Structure):
    _fields_ = (("domain", ctypes.c_uint32), ("code", c_int), ("message", c_char_p))


_error = POINTER(POINTER(_GError))
_text = c_char_p
_integer = POINTER(c_int64)
_float = POINTER(c_double)

_SIGNATURES: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "arv_update_device_list": (None, ()),
    "arv_get_n_devices": (c_uint, ()),
    "arv_get_device_id": (_text, (c_uint,)),
    "arv_get_device_address": (_text, (c_uint,)),
    "arv_get_device_vendor": (_text, (c_uint,)),
    "arv_get_device_model": (_text, (c_uint,)),
    "arv_get_device_serial_nbr": (_text, (c_uint,)),
    "arv_get_device_protocol": (_text, (c_uint,)),
    "arv_camera_new": (pointer, (_text, _error)),
    "arv_camera_get_device": (pointer, (pointer,)),
    "arv_camera_is_gv_device": (c_int, (pointer,)),
    "arv_camera_gv_set_stream_options": (None, (pointer, c_int)),
    "arv_camera_get_payload": (c_uint, (pointer, _error)),
    "arv_camera_create_stream": (pointer, (pointer, pointer, pointer, _error)),
    "arv_camera_start_acquisition": (None, (pointer, _error)),
    "arv_camera_stop_acquisition": (None, (pointer, _error)),
    "arv_gv_device_is_controller": (c_int, (pointer,)),
    "arv_device_error_quark": (ctypes.c_uint32, ()),
    "arv_device_set_range_check_policy": (None, (pointer, c_int)),
    "arv_device_read_register": (c_int, (pointer, c_uint64, POINTER(ctypes.c_uint32), _error)),
    "arv_device_get_feature": (pointer, (pointer, _text)),
    "arv_device_execute_command": (None, (pointer, _text, _error)),
    "arv_device_get_boolean_feature_value": (c_int, (pointer, _text, _error)),
    "arv_device_set_boolean_feature_value": (None, (pointer, _text, c_int, _error)),
    "arv_device_get_integer_feature_value": (c_int64, (pointer, _text, _error)),
    "arv_device_set_integer_feature_value": (None, (pointer, _text, c_int64, _error)),
    "arv_device_get_integer_feature_increment": (c_int64, (pointer, _text, _error)),
    "arv_device_get_integer_feature_bounds": (None, (pointer, _text, _integer, _integer, _error)),
    "arv_device_get_float_feature_value": (c_double, (pointer, _text, _error)),
    "arv_device_set_float_feature_value": (None, (pointer, _text, c_double, _error)),
    "arv_device_get_float_feature_increment": (c_double, (pointer, _text, _error)),
    "arv_device_get_float_feature_bounds": (None, (pointer, _text, _float, _float, _error)),
    "arv_device_get_string_feature_value": (_text, (pointer, _text, _error)),
    "arv_device_set_string_feature_value": (None, (pointer, _text, _text, _error)),
    "arv_device_dup_available_enumeration_feature_values_as_strings": (
        pointer,
        (pointer, _text, POINTER(c_uint), _error),
    ),
    "arv_gc_category_get_features": (pointer, (pointer,)),
    "arv_gc_feature_node_is_available": (c_int, (pointer, _error)),
    "arv_gc_feature_node_is_implemented": (c_int, (pointer, _error)),
    "arv_gc_feature_node_is_locked": (c_int, (pointer, _error)),
    "arv_gc_feature_node_get_actual_access_mode": (c_int, (pointer,)),
    "arv_gc_category_get_type": (c_size_t, ()),
    "arv_gc_command_get_type": (c_size_t, ()),
    "arv_gc_boolean_get_type": (c_size_t, ()),
    "arv_gc_enumeration_get_type": (c_size_t, ()),
    "arv_gc_float_get_type": (c_size_t, ()),
    "arv_gc_integer_get_type": (c_size_t, ()),
    "arv_gc_string_get_type": (c_size_t, ()),
    "arv_stream_push_buffer": (None, (pointer, pointer)),
    "arv_stream_timeout_pop_buffer": (pointer, (pointer, c_uint64)),
    "arv_stream_start_thread": (None, (pointer,)),
    "arv_stream_stop_thread": (c_uint, (pointer, c_int)),
    "arv_buffer_new_allocate": (pointer, (c_size_t,)),
    "arv_buffer_get_status": (c_int, (pointer,)),
    "arv_buffer_get_frame_id": (c_uint64, (pointer,)),
    "arv_buffer_set_frame_id": (None, (pointer, c_uint64)),
    "arv_buffer_get_timestamp": (c_uint64, (pointer,)),
    "arv_buffer_get_image_data": (pointer, (pointer, POINTER(c_size_t))),
    "arv_buffer_get_image_pixel_format": (ctypes.c_uint32, (pointer,)),
    "arv_buffer_get_image_width": (c_int, (pointer,)),
    "arv_buffer_get_image_height": (c_int, (pointer,)),
    "arv_buffer_get_image_padding": (None, (pointer, POINTER(c_int), POINTER(c_int))),
    # GLib, which Aravis is built on and whose symbols come with it
    "g_error_free": (None, (POINTER(_GError),)),
    "g_free": (None, (pointer,)),
    "g_object_unref": (None, (pointer,)),
    "g_type_check_instance_is_a": (c_int, (pointer, c_size_t)),
}

_DEVICE_ERRORS: dict[int, type[CameraError]] = {
    2: CameraLostError,  # not connected
    4: CameraLostError,  # transfer error
    5: CameraLostError,  # time-out
    6: CameraNotFoundError,
    8: CameraError,  # no GenICam description
    9: CameraError,  # no stream channel
    10: CameraBusyError,  # not the controller
    17: CameraBusyError,  # access denied
    18: CameraBusyError,
}
"""``ArvDeviceError``; all that is not here is about a feature."""


@cache
def aravis() -> ctypes.CDLL:
    """The library with all signatures declared.

    Raises:
        DriverMissingError: it is not installed.
    """
    try:
        library = ctypes.CDLL(_SONAME)
    except OSError as error:
        raise DriverMissingError(
            DriverPhrase.LIBRARY_MISSING(library=_SONAME), remedy=_INSTALL
        ) from error
    for name, (result, arguments) in _SIGNATURES.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


def checked(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call a function whose last parameter is ``GError **``.

    Raises:
        CameraError: the branch that fits the library's error.
    """
    failure = POINTER(_GError)()
    result = function(*arguments, byref(failure))
    if failure:
        raise _taken(failure)
    return result


def _taken(failure: Any) -> CameraError:
    library, content = aravis(), failure.contents
    detail = (content.message or b"").decode(errors="replace")
    is_device = content.domain == library.arv_device_error_quark()
    kind = _DEVICE_ERRORS.get(content.code, FeatureError) if is_device else FeatureError
    library.g_error_free(failure)
    return kind(detail)
