"""What the mesh refuses."""

from maille.core.kernel.errors import CoreError


class MeshError(CoreError):
    """A territory or a question that cannot be answered: the message says why.

    ``words`` may hold names in ``%(…)s``, and ``told`` what they stand for: whoever shows the
    message may say it in another language.
    """

    def __init__(self, words: str, **told: str) -> None:
        super().__init__(words % told if told else words)
        self.words = words
        self.told = told
