"""The way in."""

from django.urls import path

from maille.portal.views import mapping, open_data, pages

app_name = "portal"

urlpatterns = [
    path("", pages.home, name="home"),
    path("lieux/", pages.places, name="places"),
    path("carte/", mapping.show_map, name="map"),
    path("carte/integrer/", mapping.embed_map, name="embed"),
    path("carte/lieux/<slug:slug>/", mapping.show_card, name="card"),
    path("carte/tuiles/<int:zoom>/<int:across>/<int:down>.mvt", mapping.send_tile, name="tile"),
    path("donnees/", open_data.open_data, name="open_data"),
    path("style/", pages.style, name="style"),
]
