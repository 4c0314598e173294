"""A site that nobody has visited yet, read in French; the command, in a folder of its own."""

import pytest
from click.testing import CliRunner
from django.core.cache import cache
from django.utils.translation import override

from maille.project.commands import maille


@pytest.fixture(autouse=True)
def nobody_came_before():
    cache.clear()
    with override("fr"):
        yield


@pytest.fixture
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STATIC_ROOT = tmp_path / "static"
    return tmp_path


@pytest.fixture
def run(data_dir):
    def call(*arguments):
        return CliRunner().invoke(maille, [str(argument) for argument in arguments])

    return call
