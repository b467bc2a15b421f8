"""Code fences: runner, sandboxed worker, tracing, differential test."""

from mdcheck.execute.client import run_job
from mdcheck.execute.page import run_fences
from mdcheck.execute.protocol import Formula, Job, Report, job_to_json, report_from_json

__all__ = ["Formula", "Job", "Report", "job_to_json", "report_from_json", "run_fences", "run_job"]
