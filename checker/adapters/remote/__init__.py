"""Engines at the other end of a wire: requests and answers as JSON, over a process's standard streams or HTTP."""
