"""How people travel: a straight line, or whatever else knows minutes."""

from typing import Protocol

from scipy import sparse

from maille.core.mesh.values import Cells, Sites, Travel


class Model(Protocol):
    """Roads, or a router that is asked: minutes from cells to sites, never in a plane."""

    @property
    def planar(self) -> bool:
        """Say whether coordinates are those of a plane."""

    @property
    def radius(self) -> float:
        """Give how many minutes a place serves."""

    def reach(self, cells: Cells, sites: Sites) -> sparse.csr_matrix:
        """Give the minutes from the cells within reach: a row a site, a column a cell."""

    def said(self, language: str = "en") -> str:
        """Say the model, as every map, figure and study prints it."""


AnyTravel = Travel | Model
