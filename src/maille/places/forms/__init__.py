"""What people type about a place, read with patience."""
