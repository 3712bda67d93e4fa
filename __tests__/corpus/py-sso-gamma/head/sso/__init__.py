from .login import LoginRefused, account_for

__all__ = ["LoginRefused", "account_for"]
