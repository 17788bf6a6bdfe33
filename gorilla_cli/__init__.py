"""gorilla turns a sentence into a shell command you can trust."""

__version__ = "0.1.0"
