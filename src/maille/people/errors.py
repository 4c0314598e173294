"""What accounts refuse."""

from maille.core.kernel.errors import CoreError


class InvalidAddressError(CoreError):
    """Text that is not an e-mail address."""


class LastAdministratorError(CoreError):
    """The platform would be left without anybody to look after it."""
