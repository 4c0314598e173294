"""Everything that changes a place: one transaction each, and a line in its trail."""

from maille.places.actions.belonging import (
    add_to_territory,
    agree_to_belong,
    answer_network,
    ask_for_network,
    confirm_network,
    describe_network,
    invite_place,
    leave_network,
    refuse_network,
    remove_from_territory,
    withdraw_network_invitation,
)
from maille.places.actions.devices import issue_device_token, revoke_device_token
from maille.places.actions.life import (
    add_life_event,
    change_state,
    remove_life_event,
    set_successor,
)
from maille.places.actions.networks import (
    add_network,
    appoint_facilitator,
    dismiss_facilitator,
    set_networks,
)
from maille.places.actions.photos import add_photo, order_photos, remove_photo, update_photo
from maille.places.actions.places import add_place, confirm_place, locate_place, update_place
from maille.places.actions.portraits import (
    set_composition,
    set_later_forms,
    set_links,
    set_means,
    set_partners,
    set_statements,
    set_surfaces,
    update_portrait,
)
from maille.places.actions.reminders import give_reminder_back, stop_reminders, take_reminder
from maille.places.actions.team import (
    accept_invitation,
    add_member,
    cancel_invitation,
    erase_account,
    invite_member,
    remove_member,
)

__all__ = [
    "accept_invitation",
    "add_life_event",
    "add_member",
    "add_network",
    "add_photo",
    "add_place",
    "add_to_territory",
    "agree_to_belong",
    "answer_network",
    "appoint_facilitator",
    "ask_for_network",
    "cancel_invitation",
    "change_state",
    "confirm_network",
    "confirm_place",
    "describe_network",
    "dismiss_facilitator",
    "erase_account",
    "give_reminder_back",
    "invite_member",
    "invite_place",
    "issue_device_token",
    "leave_network",
    "locate_place",
    "order_photos",
    "refuse_network",
    "remove_from_territory",
    "remove_life_event",
    "remove_member",
    "remove_photo",
    "revoke_device_token",
    "set_composition",
    "set_later_forms",
    "set_links",
    "set_means",
    "set_networks",
    "set_partners",
    "set_statements",
    "set_successor",
    "set_surfaces",
    "stop_reminders",
    "take_reminder",
    "update_photo",
    "update_place",
    "update_portrait",
    "withdraw_network_invitation",
]
