"""What may be chosen when a place is described; labels are translated in ``locale``."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maille.core.effects.values import Writing


class PlaceState(models.TextChoices):
    """Where a place stands in its life."""

    PROJECT = "project", _("in project")
    OPEN = "open", _("open")
    SEASONAL = "seasonal", _("open part of the year")
    MOVED = "moved", _("moved")
    CLOSED = "closed", _("closed")


class LifeEventKind(models.TextChoices):
    """What happened in the life of a place."""

    IMAGINED = "imagined", _("first idea")
    FOUNDED = "founded", _("organisation founded")
    OPENED = "opened", _("opening")
    SEASONAL = "seasonal", _("seasonal opening")
    MOVED = "moved", _("move")
    CLOSED = "closed", _("closure")
    SUCCEEDED = "succeeded", _("succession")


WRITINGS = [
    (Writing.OFF.value, _("one form for all: les bénévoles, les habitants")),
    (Writing.MIDPOINT.value, _("with a middle dot: les habitant·es")),
    (Writing.DOUBLED.value, _("both forms: les habitantes et les habitants")),
]


class Role(models.TextChoices):
    """What a person does for a place."""

    STEWARD = "steward", _("steward")
    CONTRIBUTOR = "contributor", _("contributor")
    READER = "reader", _("reader")


class NetworkRole(models.TextChoices):
    """What a person does for a network."""

    FACILITATOR = "facilitator", _("facilitator")


class NetworkAnswer(models.TextChoices):
    """What a place's stewards answer to a network that asked."""

    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")


class StatementKind(models.TextChoices):
    """The three parts of a charter."""

    MISSION = "mission", _("mission")
    OBJECT = "object", _("object")
    PRINCIPLE = "principle", _("principle of action")


class OrganisationForm(models.TextChoices):
    """The legal form of who carries a place."""

    ASSOCIATION = "association", _("association")
    SCIC = "scic", _("cooperative of collective interest (SCIC)")
    COOPERATIVE = "cooperative", _("cooperative")
    COMPANY = "company", _("company")
    PUBLIC_BODY = "public_body", _("public body")
    FOUNDATION = "foundation", _("foundation")
    COLLECTIVE = "collective", _("collective without legal form")
    OTHER = "other", _("other form")


class SurfaceKind(models.TextChoices):
    """What a surface is."""

    INDOOR = "indoor", _("indoors")
    OUTDOOR = "outdoor", _("outdoors")
    OTHER = "other", _("other surface")


class Audience(models.TextChoices):
    """Who is welcomed."""

    CHILDREN = "children", _("children")
    TEENAGERS = "teenagers", _("teenagers")
    STUDENTS = "students", _("students")
    FAMILIES = "families", _("families")
    ELDERLY = "elderly", _("elderly people")
    DISABLED = "disabled", _("people with a disability")
    JOB_SEEKERS = "job_seekers", _("job seekers")
    VULNERABLE = "vulnerable", _("people in difficulty")
    NEIGHBOURS = "neighbours", _("neighbours")
    VISITORS = "visitors", _("visitors")
    RESIDENTS = "residents", _("people living on the site")
    ON_SITE_WORKERS = "on_site_workers", _("people working on the site")
    LOCAL_ACTORS = "local_actors", _("local organisations")
    VOLUNTEERS = "volunteers", _("volunteers")


class Accessibility(models.TextChoices):
    """Whom the site is fitted out for."""

    WHEELCHAIR = "wheelchair", _("wheelchair users")
    SIGHT = "sight", _("people with impaired sight")
    HEARING = "hearing", _("people with impaired hearing")
    MIND = "mind", _("people with a mental or psychological disability")


class Transport(models.TextChoices):
    """How the site is reached."""

    WALK = "walk", _("on foot")
    BICYCLE = "bicycle", _("by bicycle")
    BUS = "bus", _("by bus")
    TRAM = "tram", _("by tram")
    METRO = "metro", _("by metro")
    TRAIN = "train", _("by train")
    CAR = "car", _("by car")


class PlaceValue(models.TextChoices):
    """What the team holds to."""

    WELCOME = "welcome", _("welcome")
    CONVIVIALITY = "conviviality", _("conviviality")
    COOPERATION = "cooperation", _("cooperation")
    CREATIVITY = "creativity", _("creativity")
    DURABILITY = "durability", _("durability")
    ENVIRONMENT = "environment", _("environment")
    INCLUSION = "inclusion", _("inclusion")
    SHARING = "sharing", _("sharing")
    PASSING_ON = "passing_on", _("passing on")


class Activity(models.TextChoices):
    """What is done in the place."""

    COWORKING = "coworking", _("coworking")
    WORKSHOPS = "workshops", _("workshops")
    FABLAB = "fablab", _("fab lab")
    EVENTS = "events", _("events")
    RESTAURANT = "restaurant", _("restaurant, café or canteen")
    ARTISTIC_CREATION = "artistic_creation", _("artistic creation")
    MICRO_FOLIE = "micro_folie", _("Micro-Folie (digital museum)")
    RADIO = "radio", _("radio studio")
    TRAINING = "training", _("training")
    DIGITAL_HELP = "digital_help", _("digital help")
    REPAIR = "repair", _("repair")
    GARDEN = "garden", _("shared garden")
    FOOD = "food", _("grocery or local products")
    LODGING = "lodging", _("lodging")
    CHILDCARE = "childcare", _("childcare")
    SPORT = "sport", _("sport and well-being")


class Service(models.TextChoices):
    """What digital mediation offers, in the words of the national standard.

    Source: https://schema.data.gouv.fr/LaMednum/standard-mediation-num, version 1.0.2
    """

    PAPERWORK = "paperwork", _("help with official paperwork")
    EVERYDAY_TOOLS = "everyday_tools", _("everyday digital tools")
    JOB_SEEKING = "job_seeking", _("finding work with digital tools")
    SAFE_USE = "safe_use", _("safe use of digital tools")
    PARENTING = "parenting", _("parenting and education with digital tools")
    LEISURE = "leisure", _("digital leisure and creation")
    CULTURE = "culture", _("understanding the digital world")
    ACCESS = "access", _("internet access and equipment")
    EQUIPMENT = "equipment", _("equipment at a fair price")


class PublicSiteKind(models.TextChoices):
    """What a public site is."""

    LIBRARY = "library", _("library")
    FRANCE_SERVICES = "france_services", _("France Services")
    MUSEUM = "museum", _("museum")
    POOL = "pool", _("swimming pool")
    COMMUNITY_HOUSE = "community_house", _("community house")
    SCHOOL = "school", _("school or university")
    TOWN_HALL = "town_hall", _("town hall")
    OTHER = "other", _("other public site")


class MeansKind(models.TextChoices):
    """What money is for."""

    INVESTMENT = "investment", _("investment")
    OPERATING = "operating", _("operating")


class MeansSource(models.TextChoices):
    """Where money comes from."""

    PUBLIC_FUNDS = "public_funds", _("public funds")
    PRIVATE_FUNDS = "private_funds", _("private funds")
    OWN_FUNDS = "own_funds", _("own funds")
    GRANTS = "grants", _("operating grants")
    PRIVATE_AID = "private_aid", _("private aid")
    INCOME = "income", _("income from activities")


class OccupantKind(models.TextChoices):
    """Who makes up a place."""

    COMPANIES = "companies", _("companies")
    ASSOCIATIONS = "associations", _("associations")
    ARTISTS = "artists", _("artists")
    OTHERS = "others", _("other organisations")
    CREATED = "created", _("organisations created on the site")


class PartnerKind(models.TextChoices):
    """Which side a partner comes from."""

    PUBLIC = "public", _("public partner")
    PRIVATE = "private", _("private partner")


class LinkKind(models.TextChoices):
    """Where a link leads."""

    WEBSITE = "website", _("website")
    WIKI = "wiki", _("wiki")
    AGENDA = "agenda", _("programme")
    NEWSLETTER = "newsletter", _("newsletter")
    FACEBOOK = "facebook", _("Facebook")
    INSTAGRAM = "instagram", _("Instagram")
    LINKEDIN = "linkedin", _("LinkedIn")
    MASTODON = "mastodon", _("Mastodon")
    TWITTER = "twitter", _("X (Twitter)")
    VIDEO = "video", _("videos")
    OTHER = "other", _("other page")


class TextLicence(models.TextChoices):
    """Under which licence words and photographs may be reused, by SPDX identifier."""

    CC_BY_SA = "CC-BY-SA-4.0", _("CC BY-SA 4.0")
    CC_BY = "CC-BY-4.0", _("CC BY 4.0")
    CC0 = "CC0-1.0", _("CC0 1.0, public domain")
    ETALAB = "etalab-2.0", _("Licence Ouverte 2.0")


class DataLicence(models.TextChoices):
    """Under which licence figures may be reused, by SPDX identifier."""

    ODBL = "ODbL-1.0", _("ODbL 1.0")
    CC_BY = "CC-BY-4.0", _("CC BY 4.0")
    CC0 = "CC0-1.0", _("CC0 1.0, public domain")
    ETALAB = "etalab-2.0", _("Licence Ouverte 2.0")


class TimeZone(models.TextChoices):
    """Where the clocks of places stand, by their name in the tz database."""

    PARIS = "Europe/Paris", _("France")
    BRUSSELS = "Europe/Brussels", _("Belgium")
    GUADELOUPE = "America/Guadeloupe", _("Guadeloupe")
    MARTINIQUE = "America/Martinique", _("Martinique")
    GUIANA = "America/Cayenne", _("French Guiana")
    REUNION = "Indian/Reunion", _("Réunion")
    MAYOTTE = "Indian/Mayotte", _("Mayotte")
    MIQUELON = "America/Miquelon", _("Saint-Pierre-et-Miquelon")
    NOUMEA = "Pacific/Noumea", _("New Caledonia")
    TAHITI = "Pacific/Tahiti", _("French Polynesia")
