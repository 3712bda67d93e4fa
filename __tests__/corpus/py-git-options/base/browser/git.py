import subprocess
from pathlib import Path


class GitError(Exception):
    pass


class Repository:
    def __init__(self, path: Path) -> None:
        self.path = path

    def _run(self, *args: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.path), *args],
            capture_output=True,
            text=True,
            timeout=10,
        )
        if done.returncode != 0:
            raise GitError(done.stderr.strip())
        return done.stdout

    def branches(self) -> list[str]:
        return self._run("for-each-ref", "--format=%(refname:short)", "refs/heads").split()

    def log(self) -> list[str]:
        return self._run("log", "--max-count=50", "--format=%h %s", "HEAD").splitlines()
