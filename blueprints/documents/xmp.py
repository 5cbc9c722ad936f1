"""What GB/T 33480 asks of a letter beside title, author and dates, in the PDF's own metadata as PDF/A lets it stand.

A property of our own needs a schema in the same file that says what it is: PDF/A refuses names that it cannot look up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

if TYPE_CHECKING:
    from pydyf import PDF

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
PROPERTY = "http://www.aiim.org/pdfa/ns/property#"
#: A name for the elements of GB/T 33480-2016, which has none of its own.
GB33480 = "urn:x-yishi:gbt33480:2016#"
PREFIX = "gb33480"
#: Each element's name in the file and in the standard.
ELEMENTS = {"documentNumber": "发文字号", "signer": "签发人", "addressee": "主送机关"}

for _prefix, _name in {
    "rdf": RDF,
    "pdfaExtension": EXTENSION,
    "pdfaSchema": SCHEMA,
    "pdfaProperty": PROPERTY,
    PREFIX: GB33480,
}.items():
    register_namespace(_prefix, _name)


def facts(page: Any) -> dict[str, str]:
    """发文字号, 签发人 and 主送 of a page that has them, by the names in ELEMENTS; a letterhead's own go first."""
    head = getattr(page, "letterhead", None)
    known = {
        "documentNumber": getattr(head, "number", None) or getattr(page, "document_number", None),
        "signer": getattr(head, "signer", None) or getattr(page, "signer", None),
        "addressee": getattr(page, "addressee", None),
    }
    return {name: value for name, value in known.items() if value}


def put(pdf: PDF, told: dict[str, str]) -> None:
    """Write these facts and their schema into the file's metadata; nothing where there are none."""
    if not told:
        return
    stream = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    (xml,) = stream.stream
    ours = b"".join(tostring(part, encoding="utf-8") for part in (_schema(told), _values(told)))
    stream.stream = [xml.replace(b"</rdf:RDF>", ours + b"</rdf:RDF>")]


def _named(namespace: str, name: str) -> str:
    return f"{{{namespace}}}{name}"


def _description() -> Element:
    return Element(_named(RDF, "Description"), {_named(RDF, "about"): ""})


def _values(told: dict[str, str]) -> Element:
    described = _description()
    for name, value in told.items():
        SubElement(described, _named(GB33480, name)).text = value
    return described


def _schema(told: dict[str, str]) -> Element:
    described = _description()
    schema = _item(SubElement(described, _named(EXTENSION, "schemas")), "Bag")
    _told(schema, SCHEMA, {"schema": "GB/T 33480-2016", "namespaceURI": GB33480, "prefix": PREFIX})
    properties = SubElement(SubElement(schema, _named(SCHEMA, "property")), _named(RDF, "Seq"))
    for name in told:
        asked = {"name": name, "valueType": "Text", "category": "external", "description": ELEMENTS[name]}
        _told(SubElement(properties, _named(RDF, "li"), _RESOURCE), PROPERTY, asked)
    return described


_RESOURCE = {_named(RDF, "parseType"): "Resource"}


def _item(parent: Element, kind: str) -> Element:
    return SubElement(SubElement(parent, _named(RDF, kind)), _named(RDF, "li"), _RESOURCE)


def _told(parent: Element, namespace: str, values: dict[str, str]) -> None:
    for name, value in values.items():
        SubElement(parent, _named(namespace, name)).text = value
