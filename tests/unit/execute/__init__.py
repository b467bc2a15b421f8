"""Tests of the execution of code fences."""
