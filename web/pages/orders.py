"""The orders: the list, one order with its dates and its paper, adding and removing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from assistant.deadlines.agenda import rows as deadline_rows
from assistant.deadlines.agenda import unread
from assistant.deadlines.ics import to_ics
from indexer.errors import ReadError, SoOrderedError
from web.chat.facts import facts_in
from web.jobs.job import Job
from web.jobs.uploads import ACCEPT, stage
from web.orders.links import place, spans_of
from web.orders.overview import fact_fields, overview, timeline
from web.orders.terms import Marks
from web.pages.chat import pane
from web.serving.problems import Problem
from web.serving.problems import of as problem_of
from web.serving.security import slow_down
from web.serving.services import services

page = Blueprint("orders", __name__)

# Orders on one page of the list.
LISTED = 50
# So many cases can be chosen from; where there are more, the search finds them.
CASES = 500
MIMETYPES = {
    "text": "text/plain; charset=utf-8", "markdown": "text/plain; charset=utf-8", "html": "application/octet-stream",
    "pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip


@page.get("/orders")
def shelf() -> ResponseReturnValue:
    return listing()


def listing(problem: Problem | None = None, status: int = 200) -> ResponseReturnValue:
    args, catalogue = request.args, services().shelf.catalogue()
    words, court, case = args.get("search", "").strip()[:200], args.get("court", ""), args.get("case", "")
    number = args.get("page", "1")
    first = (max(int(number), 1) - 1) * LISTED if number.isdecimal() and len(number) < 7 else 0
    found, total = catalogue.page(first, LISTED, words, court, case)
    return (
        render_template(
            "orders.html", found=found, total=total, count=services().shelf.count(), first=first,
            search=words, court=court, case=case, courts=catalogue.courts(), cases=catalogue.cases(CASES),
            accept=ACCEPT, problem=problem, step=LISTED,
        ),
        status,
    )  # fmt: skip


@page.post("/orders")
def add() -> ResponseReturnValue:
    """Take a file, look at its content, and have it read in the background."""
    slow_down("uploads")
    made = services()
    file = request.files.get("file")
    try:
        if file is None or not file.filename:
            raise ReadError("choose a file first: text, Word (.docx), PDF, a photograph or a saved e-mail")
        staged = stage(file, made.settings.data / "uploads", made.settings.corpus, made.settings.max_upload)
    except ReadError as error:
        problem = problem_of(error)
        return listing(problem, problem.status)
    # One upload at a time looks and is taken on: the same file, sent twice at once, is one order.
    with made.builder.taking:
        job = made.builder.adding(staged.sha256)
        same = made.shelf.catalogue().of_digest(staged.sha256) if job is None and made.shelf.stamp() else None
        if job is None and same is None:
            added = Job("add", staged.shown, order=staged.id, staged=staged.path, sha256=staged.sha256)
            added.path = made.settings.corpus / f"{staged.id}{staged.suffix}"
            try:
                made.builder.submit(added)
            except OSError:
                staged.path.unlink(missing_ok=True)
                raise
            made.metrics.jobs.labels("add").inc()
            return redirect(url_for("orders.progress", job_id=added.id), 303)
    staged.path.unlink(missing_ok=True)
    if same is not None:
        return redirect(url_for("orders.show", order_id=same.id, already=1), 303)
    assert job is not None
    return redirect(url_for("orders.progress", job_id=job.id), 303)


@page.get("/changes/<job_id>")
def progress(job_id: str) -> ResponseReturnValue:
    job = services().builder.job(job_id)
    if job is None:
        raise Problem(404, "Nothing is under way here", "This change is done, or the server was started anew since.",
                      "The list of orders shows what is here.")  # fmt: skip
    return render_template("progress.html", job=job), 200, {} if job.over else {"Refresh": "2"}


@page.get("/orders/<order_id>")
def show(order_id: str) -> ResponseReturnValue:
    order = services().shelf.order(order_id)
    facts, problem, rows = facts_in(request.args), None, []
    today = services().settings.today()
    try:
        rows = deadline_rows(order, facts)
    except SoOrderedError as error:
        problem = problem_of(error)
        rows = deadline_rows(order)
    number = request.args.get("page", "")
    spans = spans_of(request.args.get("mark"), order)
    return render_template(
        "order.html", order=order, caption=order.caption, rows=rows, facts=facts, problem=problem,
        fields=fact_fields(order, facts), overview=overview(order), timeline=timeline(order, rows, today), place=place,
        source=pane(order, spans, int(number) if number.isdecimal() and len(number) < 7 else None), today=today,
        suggestions=services().suggestions.of(order.id), marks=Marks(),
    ), 409 if problem else 200  # fmt: skip


@page.get("/orders/<order_id>/source")
def source(order_id: str) -> ResponseReturnValue:
    """The paper alone, for the pane beside the chat."""
    order = services().shelf.order(order_id)
    return render_template("source.html", source=pane(order, spans_of(request.args.get("mark"), order)))


@page.get("/orders/<order_id>/deadlines.ics")
def calendar(order_id: str) -> ResponseReturnValue:
    """The dates as a calendar file; ?number=N: one of them."""
    order = services().shelf.order(order_id)
    return ics(order, facts_in(request.args), request.args.get("number"))


def ics(order: Any, facts: Mapping[str, str], number: str | None) -> Response:
    """The calendar of an order's dates; Problem where there is no date to write."""
    rows = deadline_rows(order, facts)
    if number is not None:
        rows = [row for row in rows if str(row.deadline.number) == number]
    if not any(row.day for row in rows):
        raise Problem(409 if number is None else 404, "No date to put in a calendar",
                      "No date can be worked out here from what is known.",
                      "Give the missing date on the order's page first.")  # fmt: skip
    stamp = order.caption.filed or dt.date(2000, 1, 1)
    name = f"{order.id}.ics" if number is None else f"{order.id}-{number}.ics"
    return Response(
        to_ics(rows, stamp, unread(order)), content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )  # fmt: skip


@page.get("/orders/<order_id>/file")
def original(order_id: str) -> ResponseReturnValue:
    """The file as it was filed; a browser is told to store it, not to show it."""
    order = services().shelf.order(order_id)
    path = services().shelf.original(order)
    if path is None:
        raise Problem(404, "The file is not here any more", "It was changed or taken away since it was read.",
                      "The order as it was read is still shown.")  # fmt: skip
    name = f"{order.id}{path.suffix.lower()}"
    response = send_file(Path(path).resolve(), MIMETYPES.get(order.format), as_attachment=True, download_name=name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@page.get("/orders/<order_id>/remove")
def confirm(order_id: str) -> ResponseReturnValue:
    return render_template("remove.html", order=services().shelf.order(order_id))


@page.post("/orders/<order_id>/remove")
def remove(order_id: str) -> ResponseReturnValue:
    slow_down("uploads")
    made = services()
    order = made.shelf.order(order_id)
    name = order.caption.case_name or order.id
    job = Job("remove", name, path=made.shelf.original(order), sha256=order.sha256)
    made.builder.submit(job)
    made.metrics.jobs.labels("remove").inc()
    return redirect(url_for("orders.progress", job_id=job.id), 303)
