"""Making a photograph light and silent: no place, no date, no camera left in the file."""

import io
import warnings
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from maille.places.errors import PictureError

LARGE_SIDE = 1600
SMALL_SIDE = 640
MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 60_000_000
FORMATS = ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True, slots=True)
class Picture:
    """The same picture at two sizes, as WebP; ``width`` and ``height`` are the large one's."""

    large: bytes
    small: bytes
    width: int
    height: int


def clean_picture(file: BinaryIO) -> Picture:
    """Redraw a picture at two sizes, upright, without any of what its file said besides.

    Raises
    ------
    PictureError
        When the file is heavier than 15 MB, larger than 60 million pixels, no JPEG, PNG or
        WebP, or broken.
    """
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise PictureError(_("this picture is heavier than 15 MB: send a smaller one"))
    image = _bare(content)
    large = _fitted(image, LARGE_SIDE)
    return Picture(
        large=_encoded(large, quality=80),
        small=_encoded(_fitted(image, SMALL_SIDE), quality=68),
        width=large.width,
        height=large.height,
    )


def kept_picture(large: bytes) -> Picture:
    """Take a picture back from an archive, to the byte; only its small size is drawn again.

    Raises
    ------
    PictureError
        When it is not a picture as ``clean_picture`` makes them.
    """
    try:
        with Image.open(io.BytesIO(large), formats=["WEBP"]) as opened:
            silent = not {"exif", "xmp"} & set(opened.info)
    except (OSError, Image.DecompressionBombError) as error:
        raise PictureError(_("this file is not a JPEG, PNG or WebP picture")) from error
    image = _bare(large)
    if not silent or max(image.size) > LARGE_SIDE:
        raise PictureError(_("this picture was not made for a place's page"))
    return Picture(
        large=large,
        small=_encoded(_fitted(image, SMALL_SIDE), quality=68),
        width=image.width,
        height=image.height,
    )


def _bare(content: bytes) -> Image.Image:
    """Give the pixels alone, the right way up."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
                _refuse_immensity(opened)
                opened.draft("RGB", (LARGE_SIDE, LARGE_SIDE))
                upright = ImageOps.exif_transpose(opened)
                pixels = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except PictureError:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise PictureError(_("this picture has too many pixels: send a smaller one")) from error
    except UnidentifiedImageError as error:
        raise PictureError(_("this file is not a JPEG, PNG or WebP picture")) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise PictureError(_("this picture is broken: export it again, or send another")) from error
    silent = Image.new(pixels.mode, pixels.size)
    silent.paste(pixels)
    return silent


def _refuse_immensity(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise PictureError(_("this picture has too many pixels: send a smaller one"))


def _fitted(image: Image.Image, side: int) -> Image.Image:
    copy = image.copy()
    copy.thumbnail((side, side), Image.Resampling.LANCZOS)
    return copy


def _encoded(image: Image.Image, *, quality: int) -> bytes:
    output = io.BytesIO()
    image.save(output, "WEBP", quality=quality, method=4)
    return output.getvalue()
