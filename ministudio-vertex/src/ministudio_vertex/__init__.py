"""Google's video models for Ministudio: Veo and Gemini Omni, through the official SDK."""
