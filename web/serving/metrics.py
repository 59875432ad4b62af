"""What Prometheus can read at /metrics; each application counts for itself."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest


class Metrics:
    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "so_ordered_requests", "Requests by route, method and status", ["route", "method", "status"],
            registry=self.registry,
        )  # fmt: skip
        self.seconds = Histogram(
            "so_ordered_request_seconds", "Time to answer a request", ["route"], registry=self.registry,
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
        )  # fmt: skip
        self.answers = Counter(
            "so_ordered_answers", "Answers by status and kind", ["status", "kind"], registry=self.registry
        )
        self.feedback = Counter("so_ordered_feedback", "Thumbs up and down", ["thumb"], registry=self.registry)
        self.jobs = Counter("so_ordered_jobs", "Orders added and removed", ["kind"], registry=self.registry)
        self.orders = Gauge("so_ordered_orders", "Orders in the index", registry=self.registry)
        self.ready = Gauge("so_ordered_ready", "1 when there is an index to answer from", registry=self.registry)

    def page(self) -> bytes:
        return bytes(generate_latest(self.registry))
