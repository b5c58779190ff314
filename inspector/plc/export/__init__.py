"""The register map for other programs: a spreadsheet and structured text for a PLC."""
