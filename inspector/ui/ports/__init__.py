"""What the app needs of the station's client, one file per subject."""
