"""Servers of the OpenAI Videos protocol for Ministudio, through the official client."""
