"""The files that make the noting page an application of a phone: icons, manifest, worker."""

import hashlib
import io
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw

PAPER: Final = "#f7f2e8"
INK: Final = "#231d17"
WARP: Final = "#b3a48b"
ICON_SIZES: Final = (192, 512)
SHELL_FILES: Final = (
    *("web/tokens.css", "web/base.css", "web/forms.css", "web/weave.css", "web/icon.svg"),
    "observations/noting.css",
    *(
        f"observations/noting/{name}.mjs"
        for name in ("page", "form", "showing", "queue", "sending")
    ),
)
_ENDS: Final = 4
_FLOATS: Final = 4


@cache
def draw_icon(size: int) -> bytes:
    """Draw the weave of the product as a PNG, with room around it for any mask.

    Parameters
    ----------
    size
        Side in pixels.
    """
    image = Image.new("RGB", (size * 2, size * 2), PAPER)
    pen = ImageDraw.Draw(image)
    margin, cell = size * 0.4, size * 1.2 / _ENDS
    for end in range(_ENDS):
        y = margin + cell * (end + 0.5)
        pen.line((margin * 0.75, y, size * 2 - margin * 0.75, y), WARP, round(cell / 12))
    for column in range(_FLOATS):
        for end in range(column % 2, _ENDS, 2):
            x, y = margin + cell * (column + 0.5), margin + cell * (end + 0.5)
            box = (x - cell * 0.24, y - cell * 0.62, x + cell * 0.24, y + cell * 0.62)
            pen.rounded_rectangle(box, cell * 0.24, INK)
    file = io.BytesIO()
    image.resize((size, size), Image.Resampling.LANCZOS).save(file, "PNG", optimize=True)
    return file.getvalue()


def noting_manifest() -> dict[str, Any]:
    """Describe the application to the phone that installs it, in the language of the page."""
    icons = [
        {
            "src": reverse("observations:noting_icon", args=[size]),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in ICON_SIZES
        for purpose in ("any", "maskable")
    ]
    home = reverse("observations:noting")
    return {
        "id": home,
        "name": _("Maille: note what happens"),
        "short_name": pgettext("what happens", "Note"),
        "description": _(
            "Note in a few seconds what happens in a place, with or without a network."
        ),
        "lang": get_language() or "fr",
        "start_url": home,
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [*icons, {"src": static("web/icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }


def noting_worker(shell: str) -> str:
    """Write the script that keeps the page in the phone; it changes whenever a file of it does.

    Parameters
    ----------
    shell
        The page to keep, as the server writes it for nobody in particular.
    """
    files = [static(name) for name in SHELL_FILES]
    digest = hashlib.sha256("\n".join([shell, *files]).encode())
    for name in SHELL_FILES:
        digest.update(Path(str(finders.find(name))).read_bytes())
    context = {
        "version": digest.hexdigest()[:16],
        "files": files,
        "shell": reverse("observations:noting_shell"),
        "home": reverse("observations:noting"),
    }
    return render_to_string("observations/noting/worker.mjs", context)
