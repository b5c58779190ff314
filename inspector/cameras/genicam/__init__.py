"""What all GenICam drivers share: feature names, quirks of vendors, frame ids."""
