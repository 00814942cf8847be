"""`stageproof test --cluster`: a number of workers that is none is told in a sentence, with Dask or without."""

from pathlib import Path

import pytest
from command_line_support import run

RINGI = Path(__file__).parents[2] / "specs" / "ringi_approval" / "good.orch"


@pytest.mark.parametrize("count", ["x", "0", "-1", "1.5"])
def test_what_is_no_number_of_workers_is_told_with_what_it_takes(count: str, tmp_path: Path) -> None:
    done = run("test", str(RINGI), "--cluster", f"local:{count}", cwd=tmp_path)
    assert done.returncode == 2
    assert f"{count} is no number of workers: it takes a whole number from 1 on, as in local:4" in done.stderr
