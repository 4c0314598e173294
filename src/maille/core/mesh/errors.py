"""What the mesh refuses."""

from maille.core.kernel.errors import CoreError


class MeshError(CoreError):
    """A territory or a question that cannot be answered: the message says why."""
