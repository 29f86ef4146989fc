"""Errors of Ministudio: one class for each decision that a caller can take.

MinistudioError
 +-- StoryboardError      the storyboard file is wrong: mend the line it names
 +-- ConfigurationError   settings, endpoints or an installation are wrong
 |    +-- PluginError     a plugin is broken, unknown or misbehaves
 |    +-- NotFoundError   an address, take, model or file does not exist
 +-- PlanError            the plan has findings that block it
 +-- BudgetError          the next step could spend more than the cap
 +-- ApprovalError        a person has to decide first
 +-- StoreError           the project's store cannot be used
 |    +-- ProjectLocked   another runner holds the project
 +-- MediaError           a media file is not what it should be
 +-- ProviderError        a provider said no or did not answer (has a `kind`)
 +-- RunError             a run ended with shots that have no take
"""

from __future__ import annotations

from typing import ClassVar, Literal, get_args

ErrorKind = Literal[
    "invalid_request",
    "auth",
    "model_gone",
    "rate_limit",
    "quota",
    "refused_input",
    "refused_output",
    "partial",
    "bad_output",
    "transient",
    "unknown_outcome",
    "lost",
    "expired",
    "deadline",
    "cancelled",
]
ERROR_KINDS: tuple[ErrorKind, ...] = get_args(ErrorKind)


class MinistudioError(Exception):
    """Base of all errors that Ministudio raises on purpose.

    `code` names the error in `--json` output; `exit_code` is what the command line exits with.
    """

    code: ClassVar[str] = "error"
    exit_code: int = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class StoryboardError(MinistudioError):
    """A storyboard cannot be read; `file:line:column` says where."""

    code = "storyboard"
    exit_code = 2

    def __init__(
        self, message: str, *, file: str = "", line: int = 0, column: int = 0, hint: str = ""
    ) -> None:
        self.file, self.line, self.column = file, line, column
        where = ":".join(str(part) for part in (file, line, column) if part)
        super().__init__(f"{where}: {message}" if where else message, hint=hint)


class ConfigurationError(MinistudioError):
    """Settings, endpoints or the installation are wrong."""

    code = "configuration"
    exit_code = 2


class PluginError(ConfigurationError):
    """A plugin is broken, unknown or misbehaves."""

    code = "plugin"

    def __init__(self, message: str, *, plugin: str = "", hint: str = "") -> None:
        self.plugin = plugin
        super().__init__(message, hint=hint)


class NotFoundError(ConfigurationError):
    """An address, a take, a model or a file does not exist."""

    code = "not_found"


class PlanError(MinistudioError):
    """The plan has error findings; nothing was spent."""

    code = "plan"
    exit_code = 2

    def __init__(self, messages: tuple[str, ...], *, hint: str = "") -> None:
        self.messages = messages
        super().__init__("\n".join(messages), hint=hint)


class BudgetError(MinistudioError):
    """The next step could spend more than the cap allows."""

    code = "budget"
    exit_code = 4


class ApprovalError(MinistudioError):
    """A person has to decide before anything is spent or resubmitted."""

    code = "approval"
    exit_code = 5


class StoreError(MinistudioError):
    """The project's store cannot be read or written."""

    code = "store"


class ProjectLocked(StoreError):
    """Another runner holds the project; it is named."""

    code = "locked"

    def __init__(self, project: str, *, pid: int | None, host: str) -> None:
        self.project, self.pid, self.host = project, pid, host
        holder = f"process {pid} on {host}" if pid else "another process"
        super().__init__(
            f"{project!r} is already being run by {holder}.",
            hint="Wait for it, or stop it with Ctrl-C; its finished shots stay.",
        )


class MediaError(MinistudioError):
    """A media file is missing, damaged or not what was asked for."""

    code = "media"


class ProviderError(MinistudioError):
    """A provider refused, failed or did not answer.

    `kind` decides what the orchestrator does next (retry, fall back, ask); `retry_after` is the
    provider's own wish in seconds.
    """

    code = "provider"

    def __init__(
        self,
        message: str,
        *,
        kind: ErrorKind,
        provider: str = "",
        retry_after: float | None = None,
        hint: str = "",
    ) -> None:
        self.kind, self.provider, self.retry_after = kind, provider, retry_after
        super().__init__(f"{provider}: {message}" if provider else message, hint=hint)
        if kind in ("refused_input", "refused_output"):
            self.exit_code = 6


class RunError(MinistudioError):
    """A run ended with shots that have no take of the needed grade."""

    code = "run"
