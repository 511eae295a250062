"""The reasons for a failed run, in words, from its events."""

from collections.abc import Iterable
from typing import Any

import dagster as dg

from pipeline.vocabulary.messages import Message, in_korean, join_messages, translation

ALL_REPORTS = "all reports"
"""The subject of a failing row that belongs to no single report."""
_KOREAN = "ko"


def failure_of(reason: Message) -> dg.Failure:
    """The failure of a step, with its reason in both languages."""
    return dg.Failure(reason, metadata={_KOREAN: in_korean(reason)})


def problems(events: Iterable[Any]) -> list[str]:
    """One line for each step that raised and each row that failed a blocking check."""
    found: list[str] = []
    for event in events:
        if event.is_step_failure and event.event_specific_data.error:
            error = event.event_specific_data.error
            told = event.event_specific_data.user_failure_data
            if told and _KOREAN in told.metadata:
                found.append(translation(told.description, told.metadata[_KOREAN].value))
            elif error.cls_name != "DagsterAssetCheckFailedError":  # its rows are told below
                found.append((error.cause or error).message.strip())
        elif event.event_type_value == "ASSET_CHECK_EVALUATION":
            found += _failed_rows(event.event_specific_data)
    return found


def _failed_rows(evaluation: Any) -> list[Message]:
    if evaluation.severity.value != "ERROR":
        return []
    rows = evaluation.metadata.get("failing rows")
    return [
        join_messages(
            (
                "" if report == ALL_REPORTS else f"{report}: ",
                translation(record.data["row"], record.data["row_ko"]),
                f" ({evaluation.asset_key.to_user_string()}.{record.data['rule']})",
            ),
            "",
        )
        for record in (rows.records if rows else [])
        for report in [record.data["report"]]
    ]
