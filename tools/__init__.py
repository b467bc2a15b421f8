"""What the project is kept in order with; not part of the package."""
