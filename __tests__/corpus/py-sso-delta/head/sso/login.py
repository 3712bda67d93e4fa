from .accounts import Account, Accounts
from .providers import PROVIDERS


VERIFIED = (True, "true")


class LoginRefused(Exception):
    pass


def account_for(claims: dict, accounts: Accounts) -> Account:
    """The account for an ID token whose signature, issuer, audience and nonce were checked."""
    issuer = PROVIDERS[claims["iss"]].issuer
    known = accounts.by_link(issuer, claims["sub"])
    if known is not None:
        return known
    if claims.get("email_verified") not in VERIFIED:
        raise LoginRefused("confirm your address with the provider first")
    email = claims["email"].strip().lower()
    account = accounts.by_email(email) or accounts.create(email)
    account.links.add((issuer, claims["sub"]))
    return account
