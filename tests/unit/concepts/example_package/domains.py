"""A domain of the package's own."""

from impl.domains import Domain

Angle = Domain(low=0, high=1.5, open=True, reveal=("tiny",))
