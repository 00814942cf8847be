"""An engine behind an HTTP address: each request is posted, the body of the response is its answer."""

from __future__ import annotations

from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from ..contract import Exchanged, breach, silence


class Web:
    """Posts requests to one address, one after the other."""

    def __init__(self, address: str, timeout: float) -> None:
        """Nothing is sent yet. `timeout` is in seconds, for one answer."""
        self.address = address
        self.timeout = timeout

    def exchange(self, request: str) -> str:
        """Post a request, read the response."""
        posted = Request(  # noqa: S310  # only http and https reach this place
            self.address,
            data=request.encode("utf-8"),
            headers={"Content-Type": "application/json"},
            method="POST",
        )
        try:
            with urlopen(posted, timeout=self.timeout) as response:  # noqa: S310  # as above
                return str(response.read().decode("utf-8", "replace"))
        except HTTPError as error:
            with error:
                came = error.read().decode("utf-8", "replace")
            raise breach(
                f"{self.address} answered with status {error.code} {error.reason}", Exchanged(request, came)
            ) from None
        except TimeoutError:
            raise silence(self.address, self.timeout, Exchanged(request)) from None
        except URLError as error:
            raise breach(f"{self.address} cannot be reached: {error.reason}", Exchanged(request)) from None
        except (OSError, HTTPException, ValueError) as error:
            raise breach(f"{self.address} did not answer: {error}", Exchanged(request)) from None

    def stderr(self) -> str:
        """Nothing: it is on another machine."""
        return ""

    def close(self) -> None:
        """Nothing is held open."""
