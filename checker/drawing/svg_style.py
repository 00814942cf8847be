"""The colours and line styles of an SVG picture. Every class name is prefixed by the picture's own group."""

from typing import Final

from .svg_markup import FONT

INK: Final = {"main": "#2f4b6e", "fault": "#ba0517", "recall": "#6f3fa8", "unreachable": "#747474"}
"""The colour of lines and frames, by tone."""

STYLE: Final = f"""
.sp text{{font-family:{FONT};font-size:11px;fill:#3e3e3c}}
.sp .name{{font-size:13px;font-weight:bold;fill:#181818}}
.sp .step{{font-size:12px;font-weight:bold;fill:#181818}}
.sp .heading{{font-weight:bold;fill:#181818}}
.sp .label-text{{fill:#5c5c5c}}
.sp .foot{{fill:#5c5c5c;font-style:italic}}
.sp .headline{{font-size:18px;font-weight:bold;fill:#181818}}
.sp .subtitle{{font-size:12px;fill:#5c5c5c}}
.sp .paper{{fill:#fff}}
.sp .frame{{fill:none;stroke:{INK["main"]};stroke-width:1.4}}
.sp .rule{{fill:none;stroke:#dddbda}}
.sp .band{{fill:#e6effa}}
.sp .icon{{fill:none;stroke:{INK["main"]};stroke-width:1.2;stroke-linecap:round;stroke-linejoin:round}}
.sp .badge{{fill:#e6effa;stroke:{INK["main"]};stroke-width:.8}}
.sp .badge-text{{font-size:10px;fill:{INK["main"]}}}
.sp .decision .frame{{fill:#fff3d9;stroke:#a86403}}
.sp .start .frame{{fill:#e2f5e8;stroke:#2e844a}}
.sp .end .frame{{fill:#eceff3;stroke:#3e3e3c}}
.sp .inner{{fill:none;stroke:#3e3e3c}}
.sp .end-text{{font-weight:bold}}
.sp .jump .frame{{fill:#fff;stroke-dasharray:3 3}}
.sp .missing .frame{{fill:#fff;stroke:{INK["fault"]};stroke-dasharray:4 3}}
.sp .fault .band,.sp .decision.fault .frame,.sp .end.fault .frame{{fill:#fde3e1}}
.sp .fault .frame{{stroke:{INK["fault"]}}}
.sp .recall .band,.sp .decision.recall .frame,.sp .end.recall .frame{{fill:#eee3fa}}
.sp .recall .frame{{stroke:{INK["recall"]}}}
.sp .unreachable .band,.sp .decision.unreachable .frame,.sp .end.unreachable .frame{{fill:#f0f0f0}}
.sp .unreachable .frame{{stroke:{INK["unreachable"]};stroke-dasharray:5 3}}
.sp .label{{fill:#fff;stroke:#dddbda}}
.sp .line-main{{stroke:{INK["main"]}}}.sp .line-fault{{stroke:{INK["fault"]}}}
.sp .line-recall{{stroke:{INK["recall"]}}}.sp .line-unreachable{{stroke:{INK["unreachable"]}}}
.sp .way{{fill:none;stroke-width:1.6}}
.sp .on-error{{stroke-dasharray:2 4;stroke-width:2;stroke-linecap:round}}
.sp .go-to{{stroke-dasharray:7 4}}
.sp .tip-main{{fill:{INK["main"]}}}.sp .tip-fault{{fill:{INK["fault"]}}}
.sp .tip-recall{{fill:{INK["recall"]}}}.sp .tip-unreachable{{fill:{INK["unreachable"]}}}
"""
