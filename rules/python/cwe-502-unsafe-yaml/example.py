import yaml
from yaml import Loader, SafeLoader


def read(path, stream):
    with open(path) as file:
        # ruleid: python.cwe-502.unsafe-yaml
        first = yaml.load(file, Loader=yaml.Loader)
    # ruleid: python.cwe-502.unsafe-yaml
    second = yaml.load(stream)
    # ruleid: python.cwe-502.unsafe-yaml
    third = yaml.unsafe_load(stream)
    # ruleid: python.cwe-502.unsafe-yaml
    fourth = list(yaml.load_all(stream, Loader=Loader))
    # ruleid: python.cwe-502.unsafe-yaml
    return first, second, third, fourth, yaml.load(stream, Loader=yaml.FullLoader)


def safe(stream):
    # ok: python.cwe-502.unsafe-yaml
    yaml.safe_load(stream)
    # ok: python.cwe-502.unsafe-yaml
    yaml.load(stream, Loader=yaml.SafeLoader)
    # ok: python.cwe-502.unsafe-yaml
    yaml.load(stream, Loader=SafeLoader)
    # ok: python.cwe-502.unsafe-yaml
    yaml.load(stream, yaml.CSafeLoader)
    # ok: python.cwe-502.unsafe-yaml
    yaml.load("answer: 42", Loader=yaml.Loader)
    # ok: python.cwe-502.unsafe-yaml
    yaml.dump(stream)


def round_trip(path):
    from ruamel.yaml import YAML

    yaml = YAML()
    # ok: python.cwe-502.unsafe-yaml
    return yaml.load(path)
