"""The assembled product: settings, routes, server and the ``maille`` command."""
