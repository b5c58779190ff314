"""The line program: what a PLC runs in each scan to follow parts from photo-eye to ejector.

Pure: no clock, no file, no socket; the caller brings time and inputs. It is run by the virtual PLC
and, where the station drives a remote I/O coupler, by the gate; docs/reference/line-program.st
is the same in structured text. Each in a module of its own:

- ``program``: :class:`LineProgram`; ``scan(now_ms, inputs) -> outputs`` once a cycle,
  ``on_exchange()`` after each exchange of the blocks ``plc`` and ``vision``, ``on_link_lost()``.
- ``signals``: :class:`LineInputs` and :class:`LineOutputs`.
- ``layout``: :class:`LineLayout`, where things are on the belt.
- ``methods``: :func:`make_tracking` and the names of the ways to follow a part, which are
  ``encoder_tracking``, ``photo_eye_queue`` and ``fixed_delay``; ``tracking`` is what they share.
"""
