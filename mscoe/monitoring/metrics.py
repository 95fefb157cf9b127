"""What is counted for Prometheus: requests by the name of their route, never by their address."""

from prometheus_client import Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily

from mscoe import __version__

METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
REQUESTS = Counter("site_requests", "Requests that Django answered.", ["method", "status", "route"])
SECONDS = Histogram(
    "site_request_seconds",
    "How long Django took for a request.",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


def count(request, response, *, seconds):
    match = request.resolver_match
    route = match.view_name if match and match.view_name else "none"
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(method, str(response.status_code), route).inc()
    SECONDS.labels(route).observe(seconds)


class SiteFigures:
    """For a registry: how the site stands at the moment of asking."""

    def collect(self):
        from mscoe.monitoring import health

        yield InfoMetricFamily("site", "The site's code.", value={"version": __version__})
        for name, words, value in health.figures():
            yield GaugeMetricFamily(f"site_{name}", words, value=value)
        conditions = GaugeMetricFamily(
            "site_condition_ok", "1 where a condition of the site is OK.", labels=["condition"]
        )
        for condition in health.conditions():
            conditions.add_metric([condition.name], int(condition.is_ok))
        yield conditions
