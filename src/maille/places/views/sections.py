"""The sections of a portrait: which form and which rows each one holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from maille.core.kernel.errors import CoreError
from maille.people.models import Person
from maille.places.forms import places, portraits, rows
from maille.places.models import Place
from maille.places.values import Label
from maille.places.views.access import said


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a portrait that is edited by itself."""

    key: str
    title: Label
    form: Any
    row: type[rows.RowForm] | None = None
    rows_title: Label = ""


SECTIONS: Mapping[str, Section] = MappingProxyType(
    {
        section.key: section
        for section in (
            Section("nom", _("Name and founding idea"), places.NameForm),
            Section("adresse", _("Address"), places.AddressForm),
            Section("contact", _("Contact and digital help"), portraits.ContactForm),
            Section("charte", _("Charter"), portraits.CharterForm),
            Section(
                "organisation",
                _("Who carries the place"),
                portraits.OrganisationForm,
                rows.LaterFormRow,
                _("Later form"),
            ),
            Section(
                "site",
                _("Site, activities, opening"),
                portraits.SiteForm,
                rows.SurfaceRow,
                _("Surface"),
            ),
            Section("tournee", _("Rounds and stops"), portraits.RowsForm, rows.StopRow, _("Stop")),
            Section("accueil", _("Welcome and values"), portraits.WelcomeForm),
            Section(
                "moyens",
                _("People and money"),
                portraits.PeopleForm,
                rows.MeansRow,
                _("Amount for a year"),
            ),
            Section("composition", _("Who makes up the place"), portraits.CompositionForm),
            Section("partenaires", _("Partners"), portraits.PartnersForm),
            Section("reseaux", _("Networks"), portraits.NetworksForm),
            Section("liens", _("Links"), portraits.RowsForm, rows.LinkRow, _("Link")),
            Section("partage", _("Page, writing, licences"), places.SharingForm),
        )
    }
)


@dataclass(frozen=True, slots=True)
class SectionPage:
    """A section as a page shows it: its form and its rows, blank, known or refused."""

    section: Section
    form: Any
    rows: rows.Rows | None

    def save(self, *, place: Place, by: Person) -> bool:
        """Keep both or neither; tell whether they were kept."""
        kept_rows = self.rows is None or self.rows.is_valid()
        if not (self.form.is_valid() and kept_rows):
            return False
        try:
            with transaction.atomic():
                self.form.save(place=place, by=by)
                if self.rows is not None and self.section.row is not None:
                    rows.save_rows(self.rows, self.section.row, place=place, by=by)
        except CoreError as error:
            self.form.add_error(None, said(error))
            return False
        return True


def section_page(section: Section, place: Place, data: QueryDict | None) -> SectionPage:
    """Fill a section with what was typed, or with what is known."""
    initial = section.form.initial_of(place) if data is None else None
    return SectionPage(
        section=section,
        form=section.form(data, initial=initial),
        rows=rows.rows_of(section.row, place, data) if section.row else None,
    )
