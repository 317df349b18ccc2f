"""Plots drawn on the server: from numbers to the geometry that a template writes as SVG."""
