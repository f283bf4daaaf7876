"""Evidence bundles: one signed file per complaint, and how anybody checks it without a network."""
