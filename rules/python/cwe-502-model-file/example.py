import numpy as np
import torch
from transformers import AutoModel


def load(path, name):
    # ruleid: python.cwe-502.model-file
    weights = torch.load(path, weights_only=False)
    # ruleid: python.cwe-502.model-file
    array = np.load(path, allow_pickle=True)
    # ruleid: python.cwe-502.model-file
    model = AutoModel.from_pretrained(name, trust_remote_code=True)
    return weights, array, model


def safe(path, name):
    # ok: python.cwe-502.model-file
    weights = torch.load(path, weights_only=True)
    # ok: python.cwe-502.model-file
    array = np.load(path)
    # ok: python.cwe-502.model-file
    model = AutoModel.from_pretrained(name, revision="main")
    # ok: python.cwe-502.model-file
    saved = np.save(path, array, allow_pickle=True)
    return weights, array, model, saved
