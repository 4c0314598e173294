"""Communes and what holds them: public facts, loaded from files, never typed in."""

from django.db import models

from maille.geography.enums import Country, IntermunicipalityKind


class Region(models.Model):
    """A French region or overseas collectivity, or a Belgian region."""

    country = models.CharField(max_length=2, choices=Country)
    code = models.CharField(max_length=5)
    name = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["country", "code"], name="region_known_once"),
        ]

    def __str__(self) -> str:
        """Give the name."""
        return self.name


class Department(models.Model):
    """A French department, or a Belgian province (Brussels counts as one)."""

    country = models.CharField(max_length=2, choices=Country)
    code = models.CharField(max_length=5)
    name = models.CharField(max_length=60)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="departments")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["country", "code"], name="department_known_once"),
        ]

    def __str__(self) -> str:
        """Give the name."""
        return self.name


class Intermunicipality(models.Model):
    """A French grouping of communes that levies its own taxes, by its SIREN number."""

    code = models.CharField(max_length=9, unique=True)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=5, choices=IntermunicipalityKind)

    def __str__(self) -> str:
        """Give the name."""
        return self.name


class Commune(models.Model):
    """A commune, by its INSEE code in France, its NIS code in Belgium.

    Belgian communes are named in French, and in Dutch when that differs.
    """

    country = models.CharField(max_length=2, choices=Country)
    code = models.CharField(max_length=5)
    name = models.CharField(max_length=60)
    other_name = models.CharField(max_length=60, blank=True)
    folded_names = models.CharField(max_length=130)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="communes")
    intermunicipality = models.ForeignKey(
        Intermunicipality, on_delete=models.PROTECT, related_name="communes", null=True
    )
    postcodes = models.CharField(max_length=160, blank=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["country", "code"], name="commune_known_once"),
        ]

    def __str__(self) -> str:
        """Give the name."""
        return self.name
