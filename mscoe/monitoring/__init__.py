"""Whether everything is all right: probes, metrics, logs and the status page."""
