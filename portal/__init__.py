"""A portal for legislative consultations: views are lodged, read, coded and reported."""
