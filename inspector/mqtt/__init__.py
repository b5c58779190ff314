"""Telemetry over MQTT: a client of the API that tells a broker what the station did."""
