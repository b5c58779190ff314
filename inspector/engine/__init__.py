"""The vision side: acquisition, pipeline, verdicts and recorder."""
