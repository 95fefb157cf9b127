import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parent


@pytest.mark.skipif(not apps.is_installed("articles"), reason="This is the run without it.")
def test_every_test_of_menus_and_hints_passes_with_articles_uninstalled(django_db_setup, settings):
    settings_alone = f"--ds={__package__}.settings_alone"
    command = [sys.executable, "-m", "pytest", "-q", "-n0", settings_alone, str(FOLDER)]

    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=1800,
        cwd=FOLDER.parent.parent,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": ""},
    )

    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
    assert "1 skipped" in done.stdout
