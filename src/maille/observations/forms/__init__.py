"""What people type about what happens in a place."""
