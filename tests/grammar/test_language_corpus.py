"""Real definitions survive the way through the language."""

from pathlib import Path

import pytest

from stageproof.grammar.language.format import format_text
from stageproof.grammar.language.parse import parse
from stageproof.grammar.language.print import to_text
from stageproof.grammar.salesforce.read import read
from stageproof.grammar.source import Source

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FILES = sorted(path for end in ("*.flow-meta.xml", "*.flow") for path in CORPUS.rglob(end))


@pytest.mark.skipif(not FILES, reason="the corpus is not beside this checkout (../shared/corpus)")
def test_every_real_definition_means_the_same_after_the_way_through_the_language() -> None:
    read_at_all = 0
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        for forms in (False, True):
            model = read(Source(str(path), text), path.name.split(".")[0], forms=forms).orchestration
            if model is None:
                continue
            read_at_all += 1
            written = to_text(model)
            assert parse(Source("x.orch", written)).orchestration == model, path.name
            narrow, _ = format_text(Source("x.orch", written), 1)
            assert narrow is not None
            assert parse(Source("x.orch", narrow)).orchestration == model, path.name
    assert read_at_all >= 24
