import io

import pytest
from PIL import Image

from maille.db.trail import changes_of
from maille.places.actions import add_photo, order_photos, remove_photo, update_photo
from maille.places.actions.photos import MAX_PHOTOS, restore_photo
from maille.places.errors import InvalidPlaceError, PictureError
from maille.places.models import Photo
from maille.places.pictures import clean_picture, kept_picture

WORDS = {"alternative_text": " Une halle de briques ", "credit": "L'équipe"}


def with_exif(**options):
    image = Image.new("RGB", (200, 100), "white")
    image.putpixel((0, 0), (255, 0, 0))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Appareil de quelqu'un"
    exif.get_ifd(0x8825)[2] = (49.0, 11.0, 0.0)
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif, comment=b"rue du Rouissage", **options)
    file.seek(0)
    return file


def test_clean_picture_forgets_where_and_when():
    source = with_exif()
    assert b"Appareil de quelqu'un" in source.getvalue()
    picture = clean_picture(source)
    for content in (picture.large, picture.small):
        image = Image.open(io.BytesIO(content))
        assert dict(image.getexif()) == {}
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(image.info)
        assert b"Appareil" not in content
        assert b"Rouissage" not in content


def test_clean_picture_stands_upright():
    picture = clean_picture(with_exif())
    assert (picture.width, picture.height) == (100, 200)


@pytest.mark.parametrize(
    ("size", "large", "small"),
    [((3000, 1500), (1600, 800), (640, 320)), ((300, 200), (300, 200), (300, 200))],
)
def test_clean_picture_fits_and_never_grows(picture, size, large, small):
    made = clean_picture(picture(size))
    assert Image.open(io.BytesIO(made.large)).size == large
    assert Image.open(io.BytesIO(made.small)).size == small
    assert (made.width, made.height) == large


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("WEBP", "RGB"), ("PNG", "P")])
def test_clean_picture_reads_other_formats(picture, kind, mode):
    file = picture(kind=kind, mode="RGBA" if mode == "RGBA" else "RGB")
    assert Image.open(io.BytesIO(clean_picture(file).large)).format == "WEBP"


def test_clean_picture_refuses_a_bomb(picture, monkeypatch):
    with pytest.raises(PictureError, match="pixels"):
        clean_picture(picture((7800, 7800), "PNG"))
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    for size in ((40, 40), (100, 100)):
        with pytest.raises(PictureError, match="pixels"):
            clean_picture(picture(size))


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff\xe0" + b"0" * 50],
)
def test_clean_picture_refuses_what_is_no_picture(content):
    with pytest.raises(PictureError):
        clean_picture(io.BytesIO(content))


def test_clean_picture_refuses_a_broken_picture(picture):
    whole = picture((400, 400), "PNG").getvalue()
    with pytest.raises(PictureError, match=r"abîmée|broken"):
        clean_picture(io.BytesIO(whole[: len(whole) // 2]))


def test_clean_picture_refuses_a_heavy_file():
    with pytest.raises(PictureError, match="15"):
        clean_picture(io.BytesIO(b"0" * (15 * 1024 * 1024 + 1)))


def test_kept_picture_is_the_same_to_the_byte(picture):
    made = clean_picture(picture((3000, 1500)))
    assert kept_picture(made.large) == made


@pytest.mark.parametrize(
    "content",
    [
        b"nothing",
        pytest.param("jpeg", id="jpeg"),
        pytest.param("exif", id="exif"),
        pytest.param("large", id="large"),
    ],
)
def test_kept_picture_refuses_what_was_not_made_here(picture, content):
    exif = Image.Exif()
    exif[0x010F] = "Appareil"
    made = {
        "jpeg": lambda: picture().getvalue(),
        "exif": lambda: picture(kind="WEBP", exif=exif).getvalue(),
        "large": lambda: picture((1700, 10), "WEBP").getvalue(),
    }
    with pytest.raises(PictureError):
        kept_picture(made[content]() if content in made else content)


@pytest.mark.django_db
def test_add_photo_keeps_two_sizes_and_its_words(place, steward, picture, media):
    photo = add_photo(place=place, file=picture(), words=WORDS, by=steward)
    assert str(photo) == "Une halle de briques"
    assert (photo.licence, photo.position) == ("CC-BY-SA-4.0", 0)
    assert sorted(path.name for path in (media / "photos").iterdir()) == [
        f"{photo.public_id}-small.webp",
        f"{photo.public_id}.webp",
    ]
    change = changes_of(place).get()
    assert (change.field, change.by) == (f"photo:{photo.public_id}", steward)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    [
        {},
        {"alternative_text": "  "},
        {"alternative_text": "x" * 301},
        {"alternative_text": "x", "licence": "mine"},
    ],
)
def test_add_photo_refuses_without_words(place, picture, media, words):
    with pytest.raises(InvalidPlaceError):
        add_photo(place=place, file=picture(), words=words, by=None)
    assert not media.exists()


@pytest.mark.django_db
def test_add_photo_leaves_no_file_when_the_row_fails(place, picture, media):
    photo = add_photo(place=place, file=picture(), words=WORDS, by=None)
    before = sorted(media.rglob("*.webp"))
    twin = Photo(place=place, public_id=photo.public_id, alternative_text="La même")
    with pytest.raises(Exception, match=r"(?i)unique"):
        restore_photo(photo=twin, picture=clean_picture(picture()))
    assert sorted(media.rglob("*.webp")) == before


@pytest.mark.django_db
def test_a_place_shows_twelve_photographs(place, picture):
    Photo.objects.bulk_create(
        Photo(place=place, width=1, height=1, alternative_text="x") for _ in range(MAX_PHOTOS)
    )
    with pytest.raises(InvalidPlaceError, match="12"):
        add_photo(place=place, file=picture(), words=WORDS, by=None)


@pytest.mark.django_db
def test_update_photo_keeps_the_previous_words(place, picture):
    photo = add_photo(place=place, file=picture(), words=WORDS, by=None)
    update_photo(photo=photo, words={"alternative_text": "La cour", "credit": ""}, by=None)
    photo.refresh_from_db()
    assert (photo.alternative_text, photo.credit) == ("La cour", "")
    change = changes_of(place).first()
    assert change.previous["alternative_text"] == "Une halle de briques"


@pytest.mark.django_db
def test_order_photos(place, picture):
    first, second = (add_photo(place=place, file=picture(), words=WORDS, by=None) for _ in range(2))
    order_photos(place=place, photos=[second, first], by=None)
    assert list(place.photos.all()) == [second, first]


@pytest.mark.django_db(transaction=True)
def test_remove_photo_removes_its_files_once_the_row_is_gone(place, picture, media):
    photo = add_photo(place=place, file=picture(), words=WORDS, by=None)
    remove_photo(photo=photo, by=None)
    assert (place.photos.count(), list(media.rglob("*.webp"))) == (0, [])
    assert changes_of(place).first().new is None
