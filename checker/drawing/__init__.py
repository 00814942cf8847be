"""Pictures of an orchestration: Mermaid, DOT and SVG."""
