"""Other engines under test: the contract, the ways to plug one in, how it is judged, and conformance levels."""
