"""Views and item models: show values, emit wishes."""
