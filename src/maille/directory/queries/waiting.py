"""What waits for the facilitators of some networks, and what became of it."""

from django.db.models import Count, Q, QuerySet

from maille.directory.models import Doubt, Question
from maille.directory.queries.doubts import open_doubts, open_questions
from maille.places.models import Network


def doubts_waiting(networks: list[Network] | None, network: Network | None) -> QuerySet[Doubt]:
    """Give the open doubts of one network, or of all that somebody looks after.

    Parameters
    ----------
    networks
        Those that somebody looks after; ``None`` for all that there is.
    network
        One of them, or nothing for all of them.
    """
    found = open_doubts(network)
    if network is None and networks is not None:
        found = found.filter(_of(networks)).distinct()
    return found.order_by("record__place__name", "record", "pk")


def questions_waiting(
    networks: list[Network] | None, network: Network | None
) -> QuerySet[Question]:
    """Give the open questions of one network, or of all that somebody looks after."""
    found = open_questions(network)
    if network is None and networks is not None:
        found = found.filter(_of(networks)).distinct()
    return found.order_by("place__name", "pk")


def doubts_by_code(doubts: QuerySet[Doubt]) -> list[tuple[str, int]]:
    """Count doubts by their reason, the most frequent first."""
    counted = doubts.order_by().values("code").annotate(count=Count("pk", distinct=True))
    return sorted(((row["code"], row["count"]) for row in counted), key=lambda row: (-row[1], row))


def _of(networks: list[Network]) -> Q:
    return Q(record__source__network__in=networks) | Q(record__place__networks__in=networks)
