"""Solvers that answer exported scripts from the text alone."""

from importlib import import_module
from typing import Any

import pytest

from stageproof.checker.certificates.export import Script


def by_z3(script: Script) -> list[str]:
    z3: Any = import_module("z3")
    text = script.text.replace(
        "(set-info :status unsat)\n", ""
    )  # z3 makes an error of an answer it is not to give
    context = z3.Context()  # has to outlive the call
    return str(z3.Z3_eval_smtlib2_string(context.ref(), text)).split()


def by_cvc5(script: Script) -> list[str]:
    cvc5: Any = import_module("cvc5")
    solver = cvc5.Solver()
    solver.setOption("incremental", "true")
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, script.text, script.name)
    symbols = parser.getSymbolManager()
    printed: list[str] = []
    while not (command := parser.nextCommand()).isNull():
        printed.append(str(command.invoke(solver, symbols)))
    return " ".join(printed).split()


SOLVERS = pytest.mark.parametrize("solve", [by_z3, by_cvc5])
