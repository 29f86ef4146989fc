"""Places: words -> a place that can be painted, and where people stand in it."""
