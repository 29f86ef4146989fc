"""Errors of both families become kinds that the orchestrator acts on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from ministudio_vertex import errors

from ministudio.errors import ProviderError

if TYPE_CHECKING:
    from ministudio.errors import ErrorKind


class Answered(Exception):
    """Like the SDK's: a status under one of two names."""

    def __init__(self, message: str = "no", headers: Any = None, **status: int) -> None:
        super().__init__(message)
        self.message = message
        self.response = type("Response", (), {"headers": headers or {}})()
        for name, value in status.items():
            setattr(self, name, value)


class ConnectError(Exception):
    pass


class RefreshError(Exception):
    retryable = False


@pytest.mark.parametrize("family", ["code", "status_code"])
@pytest.mark.parametrize(
    "status, sending, asking, fetching",
    [
        (400, "invalid_request", "invalid_request", "invalid_request"),
        (401, "auth", "auth", "auth"),
        (404, "model_gone", "lost", "expired"),
        (410, "model_gone", "lost", "expired"),
        (429, "rate_limit", "rate_limit", "rate_limit"),
        (409, "unknown_outcome", "transient", "transient"),
        (500, "unknown_outcome", "transient", "transient"),
        (503, "unknown_outcome", "transient", "transient"),
    ],
)
def test_a_status_means_something_else_at_each_step(
    family: str, status: int, sending: str, asking: str, fetching: str
) -> None:
    error = Answered(**{family: status})
    kinds = [errors.mapped(error, doing).kind for doing in ("sending", "asking", "fetching")]
    assert kinds == [sending, asking, fetching]


@pytest.mark.parametrize(
    "text, kind",
    [
        ("Quota exceeded for online_prediction_requests_per_base_model", "rate_limit"),
        ("Resource exhausted, please try again later.", "rate_limit"),
        ("Quota exceeded: GenerateVideoRequestsPerDayPerProject", "quota"),
        ("You exceeded your current quota, check your plan and billing", "quota"),
    ],
)
def test_an_empty_quota_is_told_from_a_rate_limit(text: str, kind: ErrorKind) -> None:
    assert errors.mapped(Answered(text, code=429), "sending").kind == kind


@pytest.mark.parametrize(
    "error, seconds",
    [
        (Answered(headers={"retry-after": "12"}, code=429), 12),
        (Answered('{"retryDelay": "17s"}', code=429), 17),
        (Answered(headers={"retry-after": "soon"}, code=429), None),
        (Answered(code=429), None),
    ],
)
def test_the_wait_that_is_asked_for(error: Answered, seconds: float | None) -> None:
    assert errors.mapped(error, "sending").retry_after == seconds


def test_a_cause_tells_what_the_wrapper_hides() -> None:
    wrapped = RuntimeError("Connection error.")
    wrapped.__cause__ = ConnectError("refused")
    assert errors.mapped(wrapped, "sending").kind == "transient"
    assert errors.mapped(RuntimeError("Connection error."), "sending").kind == "unknown_outcome"
    assert errors.mapped(RuntimeError("Connection error."), "asking").kind == "transient"


def test_a_sign_in_that_may_be_tried_again() -> None:
    error = RefreshError("500")
    assert errors.mapped(error, "asking").kind == "auth"
    error.retryable = True
    assert errors.mapped(error, "asking").kind == "transient"


@pytest.mark.parametrize(
    "text, reasons",
    [
        ("Support codes: 58061214, 15236754", ("children", "celebrity")),
        ("Support codes: 58061214 17301594", ("children",)),
        ("Support codes: 12345678", ()),
        ("no code", ()),
    ],
)
def test_support_codes_have_reasons(text: str, reasons: tuple[str, ...]) -> None:
    assert errors.reasons_of(text) == reasons


def test_messages_are_words_of_the_service_and_not_too_many() -> None:
    error = errors.mapped(Answered("x" * 5000, code=400), "sending")
    assert isinstance(error, ProviderError)
    assert error.message.startswith("vertex-ai: 400: xxx")
    assert len(error.message) < 700


def test_a_failed_interaction_without_words_is_taken_for_a_refusal() -> None:
    assert errors.of_interaction([])[0] == "refused_output"
