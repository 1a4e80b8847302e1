"""What the nodes share beside the database: a Redis and a store of files, real or well-kept stand-ins of this machine."""

import shutil
import subprocess
import time
from contextlib import contextmanager

import pytest

from home.audit.server import free_port

BUCKETS = {"S3_PRIVATE_BUCKET": "unggahan", "S3_PUBLIC_BUCKET": "gambar"}
KEYS = {"S3_ACCESS_KEY": "kunci", "S3_SECRET_KEY": "rahasia"}


@contextmanager
def redis(folder):
    """A real redis-server that keeps nothing on the disk; gives its address, or "" where none is installed."""
    program = shutil.which("redis-server")
    if program is None:
        yield ""
        return
    port = free_port()
    ran = subprocess.Popen([program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)], stdout=subprocess.DEVNULL)
    try:
        wait_for_redis(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        ran.terminate()
        ran.wait(10)


def wait_for_redis(port):
    import redis as client

    for _try in range(100):
        try:
            return client.Redis(port=port).ping()
        except client.ConnectionError:
            time.sleep(0.05)
    raise TimeoutError("redis-server did not start")


@contextmanager
def s3(monkeypatch):
    """moto's server with both buckets; gives the variables that name them."""
    server = pytest.importorskip("moto.server", reason="moto, which stands in for S3, is not installed (requirements-dev.txt)")
    import boto3

    for name in ("AWS_PROFILE", "AWS_CONFIG_FILE"):  # nothing of the developer's own
        monkeypatch.delenv(name, raising=False)
    store = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    store.start()
    try:
        host, port = store.get_host_and_port()
        endpoint = f"http://{host}:{port}"
        client = boto3.client("s3", endpoint_url=endpoint, aws_access_key_id="kunci", aws_secret_access_key="rahasia", region_name="us-east-1")
        for bucket in BUCKETS.values():
            client.create_bucket(Bucket=bucket)
        yield {"S3_ENDPOINT": endpoint, **BUCKETS, **KEYS}
    finally:
        store.stop()
