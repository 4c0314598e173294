"""Third places, their portraits, their life cycle, who stewards them."""
