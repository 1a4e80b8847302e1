"""The few colours that stand outside of the style sheet; a test compares them with `site/static/css/tokens.css`."""

BRAND = "#0073b0"  # --brand
DARK_BRAND = "#042338"  # --blue-950
SIGNAL = "#fdbc00"  # --main
WHITE = "#fff"  # --surface
DARK = "#18222a"  # --surface in the dark
