"""Records of Commune Mesure, from bytes to doubts."""
