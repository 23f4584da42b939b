"""Writes the *.body.json files beside it: the bytes docling's client puts on the wire.

docling calls `requests.post(url, json={"messages": messages, **params})`, and requests encodes that with
`json.dumps(payload, allow_nan=False).encode()`. This script does the same with Python's own json module.
Run it with any python3 in this directory after changing a case; the result does not depend on the version.
"""

import base64
import json
import pathlib

here = pathlib.Path(__file__).parent
IMAGE = bytes(range(256)) * 101 + b"end"  # Not a picture; every byte value, and longer than one encoding chunk.

CASES = {
    "plain": ("Describe this image in a few sentences.", "{}"),
    "mission": (
        "Describe the image in three sentences. Be consise and accurate.",
        '{"model": "ibm-granite/granite-vision-3.1-2b-preview", "seed": 42, "max_completion_tokens": 200}',
    ),
    "characters": (
        "Überschrift – „größer als“ 5 € / 日本語 / \U0001f600 \u2028 \x7f \x1f \t\r\n\b\f \"quoted\" back\\slash </script>",
        '{"model": "m\\u00f6del", "stop": ["</doctag>", "\\ud83d\\ude00", "\\ud800"], "k\\u00e9y": "v"}',
    ),
    "numbers": (
        "n",
        '{"temperature": 0.0, "top_p": 0.10, "a": 1e-5, "b": 0.0001, "c": 1E16, "d": 123456789012345.6, "e": 1e22,'
        ' "f": 9007199254740993, "g": 123456789012345678901234567890, "h": -0.0, "i": -1, "j": 2.5e-10,'
        ' "k": 1.7976931348623157e308, "l": 100000.0, "m": -12.5, "n": 2e-3, "o": 9999999999999998.0, "p": -0,'
        ' "q": 2.2250738585072014e-308, "r": 0.30000000000000004}',
    ),
    "nested": (
        "x",
        '{"parameters": {"max_new_tokens": 400, "flags": [true, false, null, {}, [], [1, [2.0]]]}, "project_id": "p",'
        ' "response_format": {"type": "json_schema", "json_schema": {"name": "s", "schema": {"a": {"b": null}}}}}',
    ),
    "repeated": ("x", '{"a": 1, "model": "first", "b": 2, "model": "last"}'),
    "own-messages": ("ignored", '{"model": "m", "messages": [{"role": "user", "content": "h\\u00e9llo"}], "z": 1}'),
}

for name, (prompt, params) in CASES.items():
    url = "data:image/png;base64," + base64.b64encode(IMAGE).decode("utf-8")
    messages = [
        {
            "role": "user",
            "content": [{"type": "image_url", "image_url": {"url": url}}, {"type": "text", "text": prompt}],
        }
    ]
    body = json.dumps({"messages": messages, **json.loads(params)}, allow_nan=False).encode()
    (here / f"{name}.prompt.txt").write_bytes(prompt.encode())
    (here / f"{name}.params.json").write_bytes(params.encode())
    (here / f"{name}.body.json").write_bytes(body)
