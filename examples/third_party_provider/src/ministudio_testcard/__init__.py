"""A Ministudio backend that makes test cards."""
