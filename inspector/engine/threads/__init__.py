"""What threads have in common: where faults end, who gives way, what comes round."""
