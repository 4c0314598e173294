"""Routes of places."""

from django.urls import URLPattern, path

from maille.places.views import (
    belonging,
    editing,
    facilitation,
    leaving,
    networks,
    occasions,
    photos,
    places,
    programme,
    team,
)

app_name = "places"

_NETWORK = "reseaux/<slug:network>/"
_PROGRAMME = "lieux/<slug:slug>/programme/"
_OCCASION = f"{_PROGRAMME}<uuid:occasion>/"
_OCCURRENCE = f"{_OCCASION}<str:day>/"

urlpatterns: list[URLPattern] = [
    path("compte/supprimer/", leaving.delete_account, name="delete_account"),
    path("mes-lieux/", places.list_mine, name="mine"),
    path("reseaux/", networks.list_networks, name="networks"),
    path("reseaux/proposer/", networks.ask_for_network, name="network_ask"),
    path(
        "reseaux/invitations/<uuid:invitation>/",
        belonging.answer_invitation,
        name="network_invitation",
    ),
    path(_NETWORK, networks.show_network, name="network"),
    path(f"{_NETWORK}confirmer/", networks.confirm_network, name="network_confirm"),
    path(f"{_NETWORK}refuser/", networks.refuse_network, name="network_refuse"),
    path(f"{_NETWORK}animer/", facilitation.run_network, name="network_run"),
    path(f"{_NETWORK}animer/decrire/", facilitation.describe_network, name="network_describe"),
    path(f"{_NETWORK}animer/territoire/", facilitation.draw_territory, name="network_territory"),
    path(f"{_NETWORK}animer/inviter/", facilitation.invite_place, name="network_invite"),
    path(
        f"{_NETWORK}animer/invitations/<uuid:invitation>/retirer/",
        facilitation.withdraw_invitation,
        name="network_withdraw",
    ),
    path(
        f"{_NETWORK}animer/lieux/<int:belonging>/retirer/",
        facilitation.take_off,
        name="network_take_off",
    ),
    path(f"{_NETWORK}animer/fraicheur/", facilitation.show_freshness, name="network_freshness"),
    path(f"{_NETWORK}animation/", facilitation.appoint_facilitators, name="network_facilitators"),
    path(
        f"{_NETWORK}animation/<int:member>/retirer/",
        facilitation.dismiss_facilitator,
        name="dismiss_facilitator",
    ),
    path("rappels/<str:reminder>/", belonging.stop_reminders, name="reminders_stop"),
    path("lieux/ajouter/", places.add_place, name="add"),
    path("lieux/invitations/<uuid:invitation>/", team.take_invitation, name="invitation"),
    path("lieux/<slug:slug>/", places.show_place, name="place"),
    path("lieux/<slug:slug>/photos/<uuid:photo>/<str:size>.webp", places.show_photo, name="image"),
    path("lieux/<slug:slug>/modifier/", editing.edit_place, name="edit"),
    path("lieux/<slug:slug>/modifier/photos/", photos.edit_photos, name="photos"),
    path("lieux/<slug:slug>/modifier/photos/<uuid:photo>/", photos.edit_photo, name="photo"),
    path(
        "lieux/<slug:slug>/modifier/photos/<uuid:photo>/en-premier/",
        photos.show_first,
        name="photo_first",
    ),
    path(
        "lieux/<slug:slug>/modifier/photos/<uuid:photo>/retirer/",
        photos.delete_photo,
        name="photo_remove",
    ),
    path("lieux/<slug:slug>/modifier/vie/", editing.edit_life, name="life"),
    path(
        "lieux/<slug:slug>/modifier/vie/<uuid:event>/retirer/",
        editing.remove_event,
        name="life_remove",
    ),
    path("lieux/<slug:slug>/modifier/<slug:section>/", editing.edit_section, name="section"),
    path("lieux/<slug:slug>/reseaux/", belonging.show_belongings, name="belongings"),
    path("lieux/<slug:slug>/confirmer/", belonging.confirm_place, name="confirm"),
    path("lieux/<slug:slug>/historique/", editing.show_history, name="history"),
    path("lieux/<slug:slug>/equipe/", team.edit_team, name="team"),
    path("lieux/<slug:slug>/equipe/<int:member>/role/", team.change_role, name="member_role"),
    path(
        "lieux/<slug:slug>/equipe/<int:member>/retirer/", team.remove_member, name="member_remove"
    ),
    path(
        "lieux/<slug:slug>/equipe/invitations/<uuid:invitation>/retirer/",
        team.cancel_invitation,
        name="invitation_cancel",
    ),
    path("lieux/<slug:slug>/appareils/", team.edit_devices, name="devices"),
    path(
        "lieux/<slug:slug>/appareils/<uuid:token>/retirer/",
        team.revoke_device,
        name="device_revoke",
    ),
    path("lieux/<slug:slug>/programme.ics", programme.show_calendar, name="programme_calendar"),
    path(_PROGRAMME, programme.show_programme, name="programme"),
    path(f"{_PROGRAMME}passe/", programme.show_past, name="programme_past"),
    path(f"{_PROGRAMME}annoncer/", occasions.add_occasion, name="occasion_add"),
    path(_OCCASION, programme.show_occasion, name="occasion"),
    path(f"{_OCCASION}modifier/", occasions.edit_occasion, name="occasion_edit"),
    path(f"{_OCCASION}arreter/", occasions.end_occasion, name="occasion_end"),
    path(f"{_OCCASION}annuler/", occasions.cancel_occasion, name="occasion_cancel"),
    path(f"{_OCCASION}reprendre/", occasions.restore_occasion, name="occasion_restore"),
    path(f"{_OCCURRENCE}modifier/", occasions.edit_occurrence, name="occurrence_edit"),
    path(f"{_OCCURRENCE}annuler/", occasions.cancel_occurrence, name="occurrence_cancel"),
    path(f"{_OCCURRENCE}retablir/", occasions.restore_occurrence, name="occurrence_restore"),
]
