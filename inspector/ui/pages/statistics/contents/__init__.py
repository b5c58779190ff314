"""What each chart shows, made from what the station answered."""
