"""Files of a territory in, studies out: what the ``mesh`` commands read and write."""
