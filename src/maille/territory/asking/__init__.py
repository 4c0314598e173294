"""Questions about a ground, answered: loads the engine, so pages ask for it when they need it."""
