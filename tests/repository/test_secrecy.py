"""What must stand in no tracked file."""

import re

from tests.repository.test_sizes import tracked

# Where packages come from is the business of whoever installs them.
ADDRESSES = re.compile(
    r'"resolved": *"https?:|^ *(?:extra-)?index-url *=|--(?:extra-)?index-url|'
    r"(?:pypi|npmjs|pythonhosted)\.org",
    re.MULTILINE,
)


def test_no_download_address_is_tracked(repository):
    guilty = [
        str(path.relative_to(repository))
        for path in tracked(repository)
        if path.is_file() and path.name != "test_secrecy.py"
        if ADDRESSES.search(path.read_bytes().decode("utf-8", "replace"))
    ]
    assert guilty == []


def test_no_lock_file_with_addresses_is_tracked(repository):
    names = {path.name for path in tracked(repository)}
    assert names & {"uv.lock", "pylock.toml"} == set()
