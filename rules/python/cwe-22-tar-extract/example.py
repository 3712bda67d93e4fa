import tarfile
import zipfile


def restore(path, folder):
    with tarfile.open(path) as archive:
        # ruleid: python.cwe-22.tar-extract
        archive.extractall(folder)


def restore_old(path, folder):
    archive = tarfile.open(path, "r:gz")
    # ruleid: python.cwe-22.tar-extract
    archive.extractall(path=folder)
    archive.close()


def short(path, folder):
    # ruleid: python.cwe-22.tar-extract
    tarfile.open(path).extractall(folder)


def safe(path, folder):
    with tarfile.open(path) as archive:
        # ok: python.cwe-22.tar-extract
        archive.extractall(folder, filter="data")
    with tarfile.open(path) as chosen:
        # ok: python.cwe-22.tar-extract
        chosen.extractall(folder, members=checked(chosen))
    with zipfile.ZipFile(path) as archive:
        # ok: python.cwe-22.tar-extract
        archive.extractall(folder)
