"""Breaking the server on purpose: kills, cuts, full disks and lost power, on this machine alone."""
