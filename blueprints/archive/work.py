"""Doing the long work in a process of its own: the server stays quick, and the memory goes when the work is done."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from flask import current_app

from blueprints.archive import queries, service
from blueprints.archive.binding import bind
from blueprints.archive.models import Job, Work
from blueprints.archive.packing import pack
from blueprints.shared import clock
from blueprints.shared.settings import Settings
from domain.words import Refusal


def file_of(job: Job) -> Path:
    """Where the work's file lies once it is done."""
    settings: Settings = current_app.extensions["settings"]
    name = f"{job.id}-{job.token}" if job.token else str(job.id)
    return settings.data / "archive" / f"{name}.{Work(job.work).suffix}"


def launch(job_id: int) -> None:
    """Start the process that does it, once however often it is asked for; it tells its progress in the database."""
    settings: Settings = current_app.extensions["settings"]
    if not _claimed(file_of(queries.job(job_id))):
        return
    env = {
        **os.environ,
        "DATABASE_URL": settings.database_url,
        "YISHI_DATA": str(settings.data),
        "SECRET_KEY": settings.secret_key,
        "YISHI_PUBLIC_URL": settings.public_url,
    }
    env.pop("SECRET_KEY_FILE", None)
    command = [sys.executable, "-m", "app", "archive", "work", str(job_id)]
    subprocess.Popen(command, cwd=current_app.root_path, env=env, stdin=subprocess.DEVNULL, start_new_session=True)


def _claimed(path: Path) -> bool:
    """Whether nobody began this before: of two taps at the same moment one makes the mark."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.with_suffix(".begun").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def run(job_id: int) -> None:
    """Do it: the file is there when the work is done, or the work says why not."""
    job = queries.job(job_id)
    path, work = file_of(job), Work(job.work)
    path.parent.mkdir(parents=True, exist_ok=True)
    make = pack if work is Work.PACKAGE else bind
    try:
        content = make(job, lambda number: service.moved(job_id, number, clock.now()))
    except Refusal as refusal:
        service.failed(job_id, refusal.sentence, clock.now())
        return
    except Exception:
        service.failed(job_id, "制作时出了差错，没有做完。请查看服务器的日志，再重新制作。", clock.now())
        raise
    _keep(path, content)
    service.ended(job_id, len(content), hashlib.sha256(content).hexdigest(), clock.now())


def _keep(path: Path, content: bytes) -> None:
    """All of it or nothing: whoever fetches the file never gets half of one."""
    half = path.with_suffix(".half")
    half.write_bytes(content)
    half.replace(path)
