"""The canonical package: exemplary PyTorch for the concepts of the notes; knows nothing of the checker."""
