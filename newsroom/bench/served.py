"""The site behind a server in a process of its own, with a constant view and a constant function beside it."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings

HOST = "127.0.0.1"
START_TIMEOUT = 20  # seconds
PROCESSES = Path("/proc")
VIEW_PATH, FUNCTION_PATH = "/.bench/view", "/.bench/function"


def can_be_served():
    """Whether /proc says what each thread has used, as on Linux."""
    return (PROCESSES / "self/schedstat").exists()


class ServedSite:
    """Granian with one worker, as a context."""

    def __init__(self, size):
        self.size = size

    def __enter__(self):
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            port = probe.getsockname()[1]
        # Over HTTP, even where the site redirects to HTTPS.
        variables = {"SITE_URL": f"http://{HOST}:{port}", "ALLOWED_HOSTS": HOST, "BENCH_SIZE": str(self.size)}
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
        command += ["--workers", "1", "--blocking-threads", "1", "--log-level", "error"]
        self.process = subprocess.Popen(
            [*command, "newsroom.bench_application:application"],
            cwd=settings.BASE_DIR,
            env=os.environ | variables,
            start_new_session=True,
        )
        self.client = http.client.HTTPConnection(HOST, port)
        deadline = time.monotonic() + START_TIMEOUT
        while True:
            with contextlib.suppress(OSError, http.client.HTTPException):
                self.client.close()  # from an attempt that failed
                self.ask(VIEW_PATH)
                self.processes = self._processes()
                return self
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.__exit__()
                raise RuntimeError("The server did not start.")
            time.sleep(0.1)

    def __exit__(self, *exception):
        self.client.close()
        self.process.terminate()
        self.process.wait()

    def ask(self, path):
        """Return (status, size) of the answer to a GET."""
        self.client.request("GET", path)
        response = self.client.getresponse()
        return response.status, len(response.read())

    def cpu(self):
        """Return the CPU time that the server and its worker have used, in seconds."""
        threads = (thread for process in self.processes for thread in (process / "task").iterdir())
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9

    def _processes(self):
        """Return the folders in /proc of the server and of the processes that it has started: those of its session."""
        session = str(self.process.pid)
        processes = []
        for folder in PROCESSES.glob("[0-9]*"):
            with contextlib.suppress(OSError):  # a process that has ended meanwhile
                # The name of the program, in brackets, may hold anything; the session is the fourth field after it.
                if (folder / "stat").read_text().rpartition(")")[2].split()[3] == session:
                    processes.append(folder)
        return processes
