"""Exercises, poses and programs as YAML files spell them."""
