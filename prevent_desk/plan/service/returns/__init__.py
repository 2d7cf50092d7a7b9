"""Files that partners sent back: received, compared, decided on, applied."""

from prevent_desk.plan.service.returns.returns import Returns

__all__ = ["Returns"]
