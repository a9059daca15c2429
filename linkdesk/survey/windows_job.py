"""The limits of a child on Windows, where the reader of workbooks looks for them."""

from linkdesk.children import CREATION, close, limited

__all__ = ["CREATION", "close", "limited"]
