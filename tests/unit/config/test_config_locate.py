import tomllib

from hypothesis import given
from hypothesis import strategies as st

from inspector.config.locate import locate_keys

DOCUMENT = """\
# a comment = 1
title = "a # no comment" # a comment

[server]
"quoted key" = 'x = [1'
a.b . c = 1
text = \"\"\"
[not.a.table]
key = \\"\"\" "still text" \"\"\"
after = '''
multi ''quoted'' = 1
'''
numbers = [ # comment ]
  1,
  2, # ]
  [3, { x = 4, "y z" = [5] }],
]
inline = { p = 1, q.r = 2 }

[[step]]
name = "one"
[step.extra]
deep = 1
[[step]]
name = "two"
[[step.inner]]
v = 1
"""


def test_every_key_is_on_its_line():
    lines = locate_keys(DOCUMENT).lines
    assert tomllib.loads(DOCUMENT)
    expected = {
        ("title",): 2,
        ("server",): 4,
        ("server", "quoted key"): 5,
        ("server", "a", "b", "c"): 6,
        ("server", "text"): 7,
        ("server", "after"): 10,
        ("server", "numbers"): 13,
        ("server", "numbers", 0): 14,
        ("server", "numbers", 1): 15,
        ("server", "numbers", 2, 1, "x"): 16,
        ("server", "numbers", 2, 1, "y z"): 16,
        ("server", "inline", "q", "r"): 18,
        ("step", 0): 20,
        ("step", 0, "name"): 21,
        ("step", 0, "extra", "deep"): 23,
        ("step", 1): 24,
        ("step", 1, "name"): 25,
        ("step", 1, "inner", 0, "v"): 27,
    }
    assert {path: lines[path] for path in expected} == expected


def test_a_missing_key_is_told_at_the_table_that_lacks_it():
    keys = locate_keys("a = 1\n[t]\nb = 1\n")
    assert keys.line_of(("t", "absent", "deep")) == 2
    assert keys.line_of(("absent",)) == 1


def test_repetitions_of_keys_and_tables_are_found():
    text = "a = 1\na = 2\n[t]\nb = 1\n[t]\n[[s]]\nx = 1\n[[s]]\nx = 1\n[t.u]\n[t]\n"
    assert locate_keys(text).repeated == ((("a",), 2), (("t",), 5), (("t",), 11))


KEYS = st.text(min_size=1, max_size=6)
VALUES = st.recursive(
    st.one_of(st.integers(-99, 99), st.booleans(), st.text(max_size=8)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


def quoted(text: str) -> str:
    escaped = "".join(
        f"\\U{ord(each):08X}" if each in '"\\' or not each.isprintable() else each for each in text
    )
    return f'"{escaped}"'


def written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return "[\n" + ",\n".join(written(each) for each in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(k)} = {written(v)}" for k, v in value.items()) + "}"
    return str(value)


@given(st.dictionaries(KEYS, st.dictionaries(KEYS, VALUES, max_size=4), max_size=4))
def test_every_key_of_any_document_is_found_where_it_was_written(tables):
    text, expected = "", {}
    for name, table in tables.items():
        expected[(name,)] = text.count("\n") + 1
        text += f"[{quoted(name)}] # comment\n"
        for key, value in table.items():
            expected[(name, key)] = text.count("\n") + 1
            text += f"{quoted(key)} = {written(value)}\n"
    assert tomllib.loads(text) == tables
    keys = locate_keys(text)
    assert {path: keys.lines[path] for path in expected} == expected
    assert keys.repeated == ()
