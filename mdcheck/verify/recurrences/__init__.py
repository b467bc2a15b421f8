"""Update equations of a section run as programs beside the canonical optimizers."""
