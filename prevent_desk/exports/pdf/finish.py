"""The last step of every paper: what the file says of itself, and packing it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape

import pikepdf

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{made}</xmp:CreateDate>
<xmp:ModifyDate>{made}</xmp:ModifyDate>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class About:
    """What a paper says of itself: its title, its language, when it was made; never by whom."""

    title: str
    language: str
    made_at: datetime


def finish(pdf: bytes, about: About) -> bytes:
    """Return a paper with its metadata, packed: object streams make a third of it."""
    moment = about.made_at.astimezone(UTC)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        # reportlab named itself there and, unasked, "(anonymous)". Emptied in place: a new object
        # makes qpdf go through the whole file.
        properties = document.trailer.Info
        for key in list(properties.keys()):
            del properties[key]
        stamp = moment.strftime("D:%Y%m%d%H%M%S+00'00'")
        properties.Title = about.title
        properties.CreationDate = properties.ModDate = pikepdf.String(stamp)
        document.Root.Metadata.write(_xmp(about, moment))
        document.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        packed = io.BytesIO()
        document.save(
            packed,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
            min_version="1.7",
        )
    return packed.getvalue()


def _xmp(about: About, moment: datetime) -> bytes:
    return _XMP.format(
        title=escape(about.title),
        language=about.language,
        made=moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
    ).encode()
