"""What waits for somebody: doubts and questions that are open."""

from django.db.models import Q, QuerySet

from maille.directory.models import Doubt, Question
from maille.places.models import Network


def open_doubts(network: Network | None) -> QuerySet[Doubt]:
    """Give the doubts that nobody settled: those of a network, or all of them.

    A network answers for its places and for what its own sources say.
    """
    doubts = Doubt.objects.filter(settled_at=None).select_related("record__place", "record__source")
    return doubts if network is None else doubts.filter(_of_network(network)).distinct()


def open_questions(network: Network | None) -> QuerySet[Question]:
    """Give the questions that nobody answered: those of a network, or all of them."""
    questions = Question.objects.filter(answer="").select_related(
        "place", "record__source", "delivery"
    )
    return questions if network is None else questions.filter(_of_network(network)).distinct()


def _of_network(network: Network) -> Q:
    return Q(record__source__network=network) | Q(record__place__networks=network)
