"""What happens inside the contained child: reading, running and tracing the fences of one page."""
