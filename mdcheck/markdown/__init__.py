"""From bytes to a Document: the only room that knows markdown-it-py."""
