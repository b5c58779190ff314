import pytest

from inspector.domain.errors.camera import ImageFolderEmptyError, ImageListInvalidError
from inspector.vision.imagelist import list_images


@pytest.fixture
def folder(tmp_path):
    for name in (
        "top.PNG",
        "b/1.jpg",
        "b/10.jpeg",
        "b/2.bmp",
        "B/1.tif",
        "a/deep/1.webp",
        "a/1.tiff",
        "a/notes.txt",
        "a/.hidden.png",
        ".cache/1.png",
        "a/._1.tiff",
    ):
        path = tmp_path / "set" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    return tmp_path / "set"


def test_a_folder_gives_its_images_in_a_fixed_order_with_labels(folder):
    found = [(path.relative_to(folder).as_posix(), label) for path, label in list_images(folder)]
    assert found == [
        ("B/1.tif", "B"),
        ("a/1.tiff", "a"),
        ("a/deep/1.webp", "deep"),
        ("b/1.jpg", "b"),
        ("b/10.jpeg", "b"),
        ("b/2.bmp", "b"),
        ("top.PNG", None),
    ]


def test_a_list_gives_its_lines_in_their_order(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes('\ufeffpath,label\r\nz.png,good\r\n"a,b.png",\r\nsub/ä.png,dent\r\n'.encode())
    assert list_images(path) == (
        (tmp_path / "z.png", "good"),
        (tmp_path / "a,b.png", None),
        (tmp_path / "sub" / "ä.png", "dent"),
    )


def test_a_list_needs_no_labels(tmp_path):
    (tmp_path / "list.csv").write_text("path\na.png\n")
    assert list_images(tmp_path / "list.csv") == ((tmp_path / "a.png", None),)


@pytest.mark.parametrize("content", ["path,label\n", "path\n"])
def test_a_list_without_lines_is_empty(tmp_path, content):
    (tmp_path / "list.csv").write_text(content)
    with pytest.raises(ImageFolderEmptyError):
        list_images(tmp_path / "list.csv")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no column `path`"),
        (b"file,label\na.png,x\n", "no column `path`"),
        (b"path,label\na.png,x\n,y\n", "line 3: no path"),
        (b'path,label\n"a.png,x\n', "unexpected end"),
        (b"path\n\xff\xfe.png\n", "utf-8"),
    ],
)
def test_a_malformed_list_is_explained(tmp_path, content, words):
    (tmp_path / "list.csv").write_bytes(content)
    with pytest.raises(ImageListInvalidError, match=words):
        list_images(tmp_path / "list.csv")


def test_a_missing_list_is_invalid(tmp_path):
    with pytest.raises(ImageListInvalidError):
        list_images(tmp_path / "absent.csv")


def test_a_folder_without_images_is_empty(tmp_path):
    (tmp_path / "readme.txt").write_text("")
    with pytest.raises(ImageFolderEmptyError):
        list_images(tmp_path)
