"""What a reader, and a reader's software, find in a PDF."""

import io
import re
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


def open_pdf(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def text_of(content: bytes) -> str:
    """Give the text in reading order, words whole, every kind of space a plain one."""
    text = "\n".join(page.extract_text() for page in open_pdf(content).pages)
    return re.sub(r"\s+", " ", re.sub(r"[-\u00ad]\n", "", text))


def tags_of(content: bytes) -> list[DictionaryObject]:
    """Give the elements of the structure tree, parents first."""
    root = open_pdf(content).trailer["/Root"]
    return list(_elements(root["/StructTreeRoot"]["/K"]))


def _elements(node: object) -> Iterator[DictionaryObject]:
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, DictionaryObject) and "/S" in node:
        yield node
        if "/K" in node:
            yield from _elements(node["/K"])


def tag_names(content: bytes) -> list[str]:
    return [tag["/S"] for tag in tags_of(content)]


def links_of(content: bytes) -> list[str]:
    """Give the addresses that links lead to; links inside the document have none."""
    return [
        str(annotation.get_object()["/A"]["/URI"])
        for page in open_pdf(content).pages
        for annotation in page.get("/Annots", [])
        if "/URI" in annotation.get_object().get("/A", {})
    ]


def fonts_of(content: bytes) -> set[str]:
    """Give the names of the fonts, without the mark of their subset."""
    return {
        str(font.get_object()["/BaseFont"]).partition("+")[2].removesuffix("-Identity-H")
        for page in open_pdf(content).pages
        for font in page["/Resources"]["/Font"].values()
    }
