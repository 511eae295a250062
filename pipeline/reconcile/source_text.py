"""The canonical text of reports, put together from their published lines."""

from pipeline.document.lines import LINE_ENDINGS
from pipeline.reconcile.check import Frames


def texts(frames: Frames) -> dict[str, str]:
    """Canonical text of each report, put together from its lines."""
    return {
        str(report_id): "".join(
            raw + LINE_ENDINGS[ending]
            for raw, ending in lines.sort("line_no").select("text_raw", "line_ending").iter_rows()
        )
        for (report_id,), lines in frames["lines"].group_by("report_id", maintain_order=True)
    }
