"""`python -m stageproof`."""

from .command_line import run_and_exit

if __name__ == "__main__":
    run_and_exit()
