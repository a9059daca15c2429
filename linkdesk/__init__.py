"""LinkDesk: the desk of county project officers who link demolition and new construction land (增减挂钩)."""

__version__ = "0.1.0"
