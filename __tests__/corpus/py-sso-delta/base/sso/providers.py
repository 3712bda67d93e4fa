from dataclasses import dataclass


@dataclass(frozen=True)
class Provider:
    issuer: str
    name: str


# Anybody can get an account at each of these.
PROVIDERS = {
    p.issuer: p
    for p in (
        Provider("https://id.alpha.example.com", "Alpha"),
        Provider("https://login.beta.example.com", "Beta"),
    )
}
