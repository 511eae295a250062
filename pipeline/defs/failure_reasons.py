"""Why a run failed, in words, from its events."""

from collections.abc import Iterable
from typing import Any

from pipeline.defs.table_assets import ALL_REPORTS


def problems(events: Iterable[Any]) -> list[str]:
    """One line for each step that raised and each row that failed a blocking check."""
    found = []
    for event in events:
        if event.is_step_failure and event.event_specific_data.error:
            error = event.event_specific_data.error
            if error.cls_name != "DagsterAssetCheckFailedError":  # its rows are told below
                found.append((error.cause or error).message.strip())
        elif event.event_type_value == "ASSET_CHECK_EVALUATION":
            found += _failed_rows(event.event_specific_data)
    return found


def _failed_rows(evaluation: Any) -> list[str]:
    if evaluation.severity.value != "ERROR":
        return []
    rows = evaluation.metadata.get("failing rows")
    return [
        f"{'' if report == ALL_REPORTS else f'{report}: '}{record.data['row']} "
        f"({evaluation.asset_key.to_user_string()}.{record.data['rule']})"
        for record in (rows.records if rows else [])
        for report in [record.data["report"]]
    ]
