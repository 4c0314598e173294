"""What a study refuses."""


class ImmutableStudyError(Exception):
    """A study was about to change: another question is another study."""


class UnknownGroundError(Exception):
    """A ground is not the one its fingerprint names."""
