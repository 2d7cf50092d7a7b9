"""Use cases of training, over the encrypted store."""

from __future__ import annotations

from prevent_desk.training.service.bundle import TrainingServices, build

__all__ = ["TrainingServices", "build"]
