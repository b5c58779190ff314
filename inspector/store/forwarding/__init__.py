"""What a station hands on to the history that several stations share."""
