"""The window: Qt stands here and nowhere else."""
