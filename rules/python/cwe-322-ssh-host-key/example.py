import asyncssh
import paramiko
from paramiko import AutoAddPolicy


async def connect(host):
    client = paramiko.SSHClient()
    # ruleid: python.cwe-322.ssh-host-key
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    # ruleid: python.cwe-322.ssh-host-key
    client.set_missing_host_key_policy(AutoAddPolicy)
    # ruleid: python.cwe-322.ssh-host-key
    client.set_missing_host_key_policy(paramiko.WarningPolicy())
    # ruleid: python.cwe-322.ssh-host-key
    return await asyncssh.connect(host, known_hosts=None)


async def safe(host):
    client = paramiko.SSHClient()
    # ok: python.cwe-322.ssh-host-key
    client.load_system_host_keys()
    # ok: python.cwe-322.ssh-host-key
    client.set_missing_host_key_policy(paramiko.RejectPolicy())
    # ok: python.cwe-322.ssh-host-key
    client.connect(host)
    # ok: python.cwe-322.ssh-host-key
    return await asyncssh.connect(host, known_hosts="known_hosts")
