"""What people write in the directory, distrusted."""
