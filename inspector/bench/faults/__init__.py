"""The fault campaign: the line runs on while everything around it fails, and every part is counted.

A real gate process, a scripted engine process at its pipe and a virtual PLC on a moving belt run
together, and faults are injected at moments that a seed decides. Only the campaign knows which part
is bad. ``docs/reference/fault-campaign.md`` says exactly what is counted.
"""
