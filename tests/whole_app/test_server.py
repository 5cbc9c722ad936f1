"""Starting the server."""

import socket
from pathlib import Path

import pytest

from blueprints.shared.server import serve
from blueprints.shared.settings import Settings


def test_a_second_server_on_the_same_port_is_refused_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("YISHI_DATA", str(tmp_path))
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        with pytest.raises(SystemExit, match=r"已经被占用.*用 PORT 换一个端口"):
            serve(Settings.from_env())
