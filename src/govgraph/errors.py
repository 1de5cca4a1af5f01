"""The two kinds of failure: stop with a remedy, or skip one document and go on."""


class GovgraphError(Exception):
    """Base of the errors that a person can meet; its text says what to do next."""


class SetupError(GovgraphError):
    """The run cannot start: a wrong option, a broken lexicon, nothing to read."""


class DocumentError(GovgraphError):
    """One file cannot be used. It is skipped, counted and named in the report.

    Args:
        reason: a short code, stable for reports: ``empty``, ``binary``, ``unreadable``, ``too-large``, ``charset``,
            ``extractor``.
        message: what is wrong and what to do about it, in one sentence.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
