"""Every document is one module, one template folder and one sample page."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil

import pytest

from blueprints.documents import kinds
from blueprints.documents.kinds import KINDS
from blueprints.documents.press import TEMPLATES
from blueprints.documents.sample import SAMPLES

MODULES = {found.name for found in pkgutil.iter_modules(kinds.__path__)} - kinds.HELPERS
FOLDERS = {folder.name for folder in TEMPLATES.iterdir() if folder.is_dir()} - {"_base"}


def test_modules_folders_registry_and_samples_name_the_same_documents():
    assert set(KINDS) == MODULES == FOLDERS == set(SAMPLES)


@pytest.mark.parametrize("code", KINDS)
def test_a_kind_is_registered_as_its_module_declares_it(code):
    module = importlib.import_module(f"blueprints.documents.kinds.{code}")
    kind = KINDS[code]
    assert (kind.code, kind.zh) == (code, module.TITLE)
    assert (TEMPLATES / kind.template).is_file()
    assert (TEMPLATES / code / "page.css").is_file()
    assert kind.page_type.__dataclass_params__.frozen


@pytest.mark.parametrize("code", KINDS)
def test_a_file_name_carries_the_kind_and_no_separator(code):
    page = SAMPLES[code]()
    name = KINDS[code].filename(page)
    assert name.startswith(KINDS[code].zh)
    assert name.endswith(".pdf")
    assert not set(name) & set('\\/:*?"<>|\n')


def test_a_file_name_survives_a_meeting_named_like_a_path():
    page = dataclasses.replace(SAMPLES["sign_in"](), meeting_name="../../etc/passwd\n" + "长" * 200)
    name = KINDS["sign_in"].filename(page)
    assert "/" not in name
    assert "\n" not in name
    assert len(name) <= 84


def test_confirmed_minutes_without_a_hash_cannot_be_made():
    with pytest.raises(ValueError, match="hash"):
        dataclasses.replace(SAMPLES["minutes"](), sha256=None)


def test_a_second_version_without_its_reason_cannot_be_made():
    with pytest.raises(ValueError, match="why"):
        dataclasses.replace(SAMPLES["minutes"](), version=2)
