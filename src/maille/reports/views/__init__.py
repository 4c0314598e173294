"""Pages of drafts and editions."""
