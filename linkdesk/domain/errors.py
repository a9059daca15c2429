"""The one exception that is meant for a person."""


class KnownError(Exception):
    """The world is not as needed; `str(error)` is one Chinese sentence saying what happened and what to do."""


class Cancelled(Exception):
    """A person stopped a long work; nothing of it stands."""


class Stale(KnownError):
    """What was to be changed has been changed meanwhile; nothing was written."""
